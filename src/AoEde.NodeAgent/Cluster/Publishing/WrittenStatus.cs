using AoEde.Api;

namespace AoEde.NodeAgent.Cluster.Publishing;

/// <summary>What this agent wrote last of a target.</summary>
/// <param name="SeenVersion">The version that the cache had then.</param>
/// <param name="After">What the server answered; null before the first write.</param>
/// <param name="Times">When that was.</param>
/// <param name="Failures">How many writes have failed since one went well.</param>
/// <param name="NotBefore">When to try again.</param>
internal sealed record WrittenStatus(string? SeenVersion, AoETarget? After, WriteTimes Times, int Failures, DateTimeOffset NotBefore)
{
    /// <summary>Nothing.</summary>
    public static WrittenStatus None { get; } = new(null, null, WriteTimes.Never, 0, default);

    /// <summary>
    /// The newer of what was answered and what the cache has: until the cache has moved on, the answer is. Versions cannot be compared, but one that
    /// has not changed since is not newer.
    /// </summary>
    public AoETarget Newer(AoETarget seen) => After is not null && After.Metadata.Uid == seen.Metadata.Uid && seen.Metadata.ResourceVersion == SeenVersion ? After : seen;
}
