using AoEde.Api;
using AoEde.Engine;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Freezes;

/// <summary>The engine's targets at one moment, as far as freezes are concerned.</summary>
internal sealed class EngineView(IReadOnlyList<TargetStatus> statuses, string hostName)
{
    private readonly Dictionary<string, TargetStatus> _targets = statuses.ToDictionary(status => status.Name, StringComparer.Ordinal);

    /// <summary>One target; null when there is none of that name.</summary>
    public TargetStatus? Target(string name) => _targets.GetValueOrDefault(name);

    /// <summary>Every hold in force, with its targets in the order of their names.</summary>
    public IEnumerable<(HoldStatus Hold, string[] Targets)> Holds() => _targets.Values
        .SelectMany(target => target.Freeze.Holders.Select(hold => (hold, target.Name)))
        .GroupBy(pair => pair.hold.Id, StringComparer.Ordinal)
        .Select(group => (group.First().hold, group.Select(pair => pair.Name).Order(StringComparer.Ordinal).ToArray()));

    /// <summary>Whether a freeze is held, and where not, why.</summary>
    public (HoldVerdict Verdict, string Reason, string Message) Judge(AoEFreeze freeze)
    {
        var worst = (HoldVerdict.Held, "", "");
        foreach (var name in freeze.Spec.Targets)
        {
            var (verdict, reason, message) = Judge(name, freeze.Metadata.Name!);
            if (verdict == HoldVerdict.Lost)
            {
                return (verdict, reason, message);
            }

            if (verdict == HoldVerdict.OutOfSight)
            {
                worst = (verdict, reason, message);
            }
        }

        return worst;
    }

    /// <summary>What each target of a freeze shows; a target that does not hold it keeps what was known.</summary>
    public IReadOnlyList<FreezeTargetStatus> TargetsOf(AoEFreeze freeze) => [.. freeze.Spec.Targets.Select(name => TargetOf(freeze, name))];

    /// <summary>When a freeze ends: with its first hold.</summary>
    public DateTimeOffset? ExpiresAt(AoEFreeze freeze) => freeze.Spec.Targets
        .Select(name => HoldOf(name, freeze.Metadata.Name!)?.ExpiresAt)
        .Min();

    /// <summary>Whether a shadow of a freeze's targets is still being merged.</summary>
    public bool IsMerging(AoEFreeze freeze) => freeze.Spec.Targets.Any(name => Target(name) is { } target
        && (target.Freeze.State == FreezeState.Merging || !target.Is(Conditions.DeviceReady)));

    private HoldStatus? HoldOf(string target, string id) => Target(target)?.Freeze.Holders.FirstOrDefault(hold => hold.Id == id);

    private (HoldVerdict Verdict, string Reason, string Message) Judge(string name, string id)
    {
        if (HoldOf(name, id) is not null)
        {
            return (HoldVerdict.Held, "", "");
        }

        if (Target(name) is not { } target)
        {
            return (HoldVerdict.OutOfSight, Reasons.NotFound, $"Target {name} is not among those that this agent serves now.");
        }

        var device = target.Condition(Conditions.DeviceReady);
        return device switch
        {
            { Reason: Reasons.ShadowLost } => (HoldVerdict.Lost, Reasons.ShadowLost, $"{name}: {device.Message}"),
            { State: ConditionState.True } => (HoldVerdict.Lost, Reasons.Broken, $"{name} is no longer held: the engine does not know this freeze."),
            _ => (HoldVerdict.OutOfSight, device?.Reason ?? Reasons.Starting, $"{name}: {device?.Message}"),
        };
    }

    private FreezeTargetStatus TargetOf(AoEFreeze freeze, string name)
    {
        var known = freeze.Status?.Targets?.FirstOrDefault(target => target.Name == name) ?? new FreezeTargetStatus { Name = name, NodeName = hostName };
        if (Target(name) is not { } target || HoldOf(name, freeze.Metadata.Name!) is not { } hold)
        {
            return known;
        }

        return known with
        {
            FrozenAt = hold.FrozenAt,
            ShadowBytes = target.Freeze.ShadowBytes,
            Sequence = target.Freeze.Sequence,
            ViewAddress = target.Freeze.ViewAddress is { } view ? $"e{view}" : null,
            DevicePath = target.Device?.Path,
        };
    }
}
