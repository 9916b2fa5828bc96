using AoEde.Api;
using AoEde.Engine;
using AoEde.Engine.Safety;
using AoEde.Native.Netlink;

namespace AoEde.NodeAgent.Inventory;

/// <summary>Where the inventory of a node comes from. Each is asked anew for every look, on the publisher's thread.</summary>
internal sealed record NodeSources
{
    /// <summary>The block devices with their verdicts, as <see cref="TargetHost.Devices"/>.</summary>
    public required Func<IReadOnlyList<DeviceVerdict>> Devices { get; init; }

    /// <summary>The targets that are served or refused, as <see cref="TargetHost.Status"/>.</summary>
    public required Func<IReadOnlyList<TargetStatus>> Targets { get; init; }

    /// <summary>How many targets are assigned to this node.</summary>
    public required Func<int> Assigned { get; init; }

    /// <summary>The AoENode of this node as the server has it; null while that is not known, or there is none.</summary>
    public required Func<AoENode?> Current { get; init; }

    /// <summary>The network interfaces.</summary>
    public Func<IReadOnlyList<LinkInfo>> Links { get; init; } = ListLinks;

    /// <summary>What the kernel lets this process do.</summary>
    public Func<KernelAbilities> Abilities { get; init; } = () => KernelAbilities.Try();

    private static IReadOnlyList<LinkInfo> ListLinks()
    {
        using var monitor = new LinkMonitor();
        return monitor.List();
    }
}
