using AoEde.Api;
using AoEde.Api.Values;
using AoEde.Engine;
using AoEde.Kube.Models;
using AoEde.NodeAgent.Freezes;

namespace AoEde.NodeAgent.Status;

/// <summary>
/// The engine's status in the API's types, so that a status file, the control socket and a cluster show one shape. What has no value is
/// null, and so is a list with nothing in it.
/// </summary>
internal static class StatusParts
{
    // The bounds that the API sets: a status is no place for a long list.
    private const int MostMacs = 16;
    private const int MostInterfaces = 64;

    /// <summary>A list, or null when it is empty: an empty one would own what another manager may want.</summary>
    public static IReadOnlyList<T>? OrNull<T>(IEnumerable<T> items) => items.ToArray() is { Length: > 0 } list ? list : null;

    /// <summary>The field <c>device</c>.</summary>
    public static TargetDevice? Device(DeviceStatus? device) => device is null ? null : new TargetDevice
    {
        Resolved = device.Path,
        MajorMinor = OrNull(device.MajorMinor),
        SizeBytes = device.SizeBytes,
        Size = new Quantity(device.SizeBytes).ToString(),
        LogicalBlock = device.LogicalBlock,
        PhysicalBlock = device.PhysicalBlock,
        Model = OrNull(device.Model),
        Serial = OrNull(device.Serial),
        Wwn = OrNull(device.Wwn),
        Rotational = device.Rotational,
        Direct = device.Direct,
        IoEngine = OrNull(device.IoEngine),
        IoEngineReason = OrNull(device.EngineReason),
    };

    /// <summary>The field <c>interfaces</c>.</summary>
    public static IReadOnlyList<TargetInterface>? Interfaces(TargetStatus status) => OrNull(status.Interfaces.Take(MostInterfaces).Select(link => new TargetInterface
    {
        Name = link.Name,
        Mac = link.Mac.ToString(),
        Mtu = link.Mtu,
        MaxSectors = link.MaxSectors,
        Up = link.Up,
    }));

    /// <summary>The field <c>initiators</c>.</summary>
    public static TargetInitiators Initiators(TargetStatus status) => new()
    {
        Count = status.Initiators.Count,
        Macs = OrNull(status.Initiators.Take(MostMacs).Select(mac => mac.ToString())),
        ReservedBy = OrNull(status.ReservedBy.Select(mac => mac.ToString())),
    };

    /// <summary>The field <c>freeze</c>.</summary>
    public static TargetFreeze Freeze(FreezeStatus freeze) => freeze.State == FreezeState.Thawed
        ? new TargetFreeze { State = nameof(FreezeState.Thawed) }
        : new TargetFreeze
        {
            State = freeze.State.ToString(),
            Since = freeze.Since,
            ExpiresAt = freeze.ExpiresAt,
            Holders = OrNull(freeze.Holders.Select(hold => new TargetHolder
            {
                Freeze = FreezeIds.Shown(hold.Id),
                Holder = hold.Holder,
                FrozenAt = hold.FrozenAt,
                ExpiresAt = hold.ExpiresAt,
            })),
            ShadowBytes = freeze.ShadowBytes,
            LimitBytes = freeze.LimitBytes,
            MergeRemainingBytes = freeze.MergeRemainingBytes,
            ViewAddress = freeze.ViewAddress is { } view ? $"e{view}" : null,
        };

    /// <summary>One condition.</summary>
    /// <param name="condition">What it says.</param>
    /// <param name="since">Since when it has its state.</param>
    /// <param name="generation">The generation of the spec that it is about; null where there are none.</param>
    public static V1Condition Condition(TargetCondition condition, DateTimeOffset? since, long? generation = null) => new()
    {
        Type = condition.Type,
        Status = condition.State.ToString(),
        ObservedGeneration = generation,
        Reason = condition.Reason,
        Message = condition.Message,
        LastTransitionTime = since,
    };

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
