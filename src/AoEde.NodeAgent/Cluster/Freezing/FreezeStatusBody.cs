using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.NodeAgent.Cluster.Publishing;

namespace AoEde.NodeAgent.Cluster.Freezing;

/// <summary>The agent's parts of a freeze's status: all but the operator's leave.</summary>
internal static class FreezeStatusBody
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    /// <summary>What the agent owns.</summary>
    public static AoEFreezeStatus Owned(AoEFreezeStatus? status) => (status ?? new AoEFreezeStatus()) with { Authorized = null };

    /// <summary>The status as it is sent: without lists that are empty.</summary>
    public static JsonObject ToJson(AoEFreezeStatus status)
    {
        var body = (JsonObject)ApiJson.ToTree(Owned(status));
        foreach (var name in new[] { "targets", "conditions" })
        {
            if (body[name] is JsonArray { Count: 0 })
            {
                body.Remove(name);
            }
        }

        return body;
    }

    /// <summary>
    /// How long a change may wait after the last write: not at all when something happened, a little when only the deadline moved, longer when
    /// only bytes and words did. Null when there is no change.
    /// </summary>
    public static TimeSpan? Patience(AoEFreezeStatus wanted, AoEFreezeStatus shown)
    {
        (wanted, shown) = (Owned(wanted), Owned(shown));
        if (StatusThrottle.Same(wanted, shown))
        {
            return null;
        }

        return !StatusThrottle.Same(Quick(wanted), Quick(shown)) ? TimeSpan.Zero
            : wanted.ExpiresAt != shown.ExpiresAt ? s_deadline
            : StatusThrottle.Slow;
    }

    private static AoEFreezeStatus Quick(AoEFreezeStatus status) => status with
    {
        ExpiresAt = null,
        Targets = status.Targets?.Select(target => target with { ShadowBytes = 0 }).ToArray(),
        Conditions = [.. status.Conditions.Select(condition => condition with { Message = "" })],
    };
}
