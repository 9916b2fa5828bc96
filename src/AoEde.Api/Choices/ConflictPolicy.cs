namespace AoEde.Api.Choices;

/// <summary>Values of <c>conflictPolicy</c>.</summary>
public static class ConflictPolicy
{
    /// <summary>The newcomer does not export while somebody else answers at its address.</summary>
    public const string Refuse = "Refuse";

    /// <summary>The conflict is reported, nothing else.</summary>
    public const string Ignore = "Ignore";
}
