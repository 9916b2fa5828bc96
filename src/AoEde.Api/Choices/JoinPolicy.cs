namespace AoEde.Api.Choices;

/// <summary>Values of <c>join</c>.</summary>
public static class JoinPolicy
{
    /// <summary>A target that is frozen already refuses.</summary>
    public const string Never = "Never";

    /// <summary>A freeze in force is shared, with its earlier moment.</summary>
    public const string Existing = "Existing";
}
