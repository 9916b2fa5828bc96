namespace AoEde.Api.Choices;

/// <summary>Values of <c>status.phase</c> of a freeze, for columns and people; programs read the conditions.</summary>
public static class FreezePhase
{
    /// <summary>Nobody has acted on it yet.</summary>
    public const string Pending = "Pending";

    /// <summary>Writes in flight are being made stable.</summary>
    public const string Freezing = "Freezing";

    /// <summary>The bases are immutable.</summary>
    public const string Frozen = "Frozen";

    /// <summary>The hold is over and its shadows are being merged.</summary>
    public const string Thawing = "Thawing";

    /// <summary>Ended by its holder.</summary>
    public const string Released = "Released";

    /// <summary>Ended by its lifetime.</summary>
    public const string Expired = "Expired";

    /// <summary>Ended because a base could not be kept untouched.</summary>
    public const string Broken = "Broken";

    /// <summary>Never came about.</summary>
    public const string Failed = "Failed";
}
