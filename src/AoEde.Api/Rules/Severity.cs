namespace AoEde.Api.Rules;

/// <summary>Whether a finding stops an object from being served.</summary>
public enum Severity
{
    /// <summary>It does.</summary>
    Error,

    /// <summary>It does not, but somebody should know.</summary>
    Warning,
}
