namespace AoEde.Api;

/// <summary>Condition types of a freeze.</summary>
public static class FreezeConditions
{
    /// <summary>The bases of all its targets are immutable now.</summary>
    public const string Frozen = "Frozen";

    /// <summary>It is over: <c>Released</c>, <c>Expired</c>, <c>Broken</c> or <c>Failed</c> is the reason.</summary>
    public const string Complete = "Complete";

    /// <summary>
    /// The bases have been untouched for as long as they were held. A backup must look at this after it has read everything, and
    /// before or after it lets go: once False it stays False.
    /// </summary>
    public const string Valid = "Valid";
}
