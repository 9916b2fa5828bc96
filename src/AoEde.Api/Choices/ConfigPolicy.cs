namespace AoEde.Api.Choices;

/// <summary>Values of <c>configPolicy</c>.</summary>
public static class ConfigPolicy
{
    /// <summary>Initiators may replace the config string.</summary>
    public const string Initial = "Initial";

    /// <summary>Attempts to replace it are answered with an error.</summary>
    public const string Fixed = "Fixed";
}
