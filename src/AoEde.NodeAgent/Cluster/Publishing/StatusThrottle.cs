using System.Text.Json.Nodes;
using AoEde.Api;

namespace AoEde.NodeAgent.Cluster.Publishing;

/// <summary>
/// Decides whether a status is worth a write. A condition that changes is, at once. What moves all the time is not: bytes of a shadow,
/// deadlines that are renewed and words of messages wait for half a minute, the set of initiators for a whole one.
/// </summary>
internal static class StatusThrottle
{
    /// <summary>How long slow parts wait after a write.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(30);

    /// <summary>How long the set of initiators stays after it was written.</summary>
    public static readonly TimeSpan Initiators = TimeSpan.FromMinutes(1);

    /// <summary>Decides.</summary>
    /// <param name="wanted">The status as it is.</param>
    /// <param name="shown">The agent's parts as the server has them.</param>
    /// <param name="last">When this agent wrote what.</param>
    /// <param name="now">Now.</param>
    public static StatusDecision Decide(AoETargetStatus wanted, AoETargetStatus shown, WriteTimes last, DateTimeOffset now)
    {
        var initiatorsDue = last.Initiators + Initiators;
        var holdInitiators = now < initiatorsDue && !IsNewState(wanted, shown);
        var next = holdInitiators ? wanted with { Initiators = shown.Initiators } : wanted;
        if (Same(next, shown))
        {
            return new StatusDecision(null, holdInitiators && !Same(wanted, shown) ? initiatorsDue - now : null);
        }

        var slowDue = last.Any + Slow;
        var isUrgent = !Same(Quick(next), Quick(shown)) || !Same(next.Initiators, shown.Initiators);
        return isUrgent || now >= slowDue ? new StatusDecision(next, null) : new StatusDecision(null, slowDue - now);
    }

    /// <summary>Whether two values are written alike.</summary>
    public static bool Same<T>(T one, T other)
        where T : class? => JsonNode.DeepEquals(
            one is null ? null : ApiJson.ToTree(one), other is null ? null : ApiJson.ToTree(other));

    // Another node, epoch or state begins a new story.
    private static bool IsNewState(AoETargetStatus wanted, AoETargetStatus shown) =>
        shown.Export is not { } before || wanted.Export is not { } after || (before.NodeName, before.Epoch, before.State) != (after.NodeName, after.Epoch, after.State);

    private static AoETargetStatus Quick(AoETargetStatus status) => status with
    {
        Initiators = null,
        Freeze = status.Freeze is { } freeze
            ? freeze with
            {
                ExpiresAt = null,
                ShadowBytes = null,
                MergeRemainingBytes = null,
                Holders = freeze.Holders?.Select(holder => holder with { ExpiresAt = null }).ToArray(),
            }
            : null,

        // Why a target is not on the wire, or cannot leave it, is what people wait to read; other words can wait.
        Conditions = status.Conditions?.Select(condition => condition.Type == Conditions.Exported ? condition : condition with { Message = "" }).ToArray(),
    };
}

/// <summary>What a <see cref="StatusThrottle"/> says.</summary>
/// <param name="Write">What to write now; null for nothing.</param>
/// <param name="LookAgain">When to look again although nothing changes; null for never.</param>
internal sealed record StatusDecision(AoETargetStatus? Write, TimeSpan? LookAgain);

/// <summary>When this agent wrote a target's status.</summary>
/// <param name="Any">Last, for whatever reason.</param>
/// <param name="Initiators">Last with another set of initiators.</param>
internal sealed record WriteTimes(DateTimeOffset Any, DateTimeOffset Initiators)
{
    /// <summary>Never.</summary>
    public static WriteTimes Never { get; } = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
