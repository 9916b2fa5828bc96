using AoEde.Api;
using AoEde.Kube.Models;

namespace AoEde.NodeAgent.Tests.Cluster;

/// <summary>Targets as an API server would give them.</summary>
internal static class Objects
{
    public const string Node = "worker-1";

    public const string Other = "worker-2";

    public static AoETarget Target(string name = "disk11", string uid = "7d444840-9dc0-41d1-b245-5ffdce74fad2", int slot = 0) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Uid = uid, Generation = 1, ResourceVersion = "1" },
        Spec = new AoETargetSpec
        {
            NodeName = Node,
            Shelf = 9,
            Slot = slot,
            Interfaces = ["eth1"],
            Backing = new BackingSpec { Device = new DeviceBacking { Path = "/dev/disk/by-id/disk11" } },
        },
    };

    public static AoETarget Assigned(this AoETarget target, string node, long epoch, bool? withdraw = null) => target with
    {
        Status = (target.Status ?? new AoETargetStatus()) with { Assignment = new TargetAssignment { NodeName = node, Epoch = epoch, Withdraw = withdraw } },
    };

    public static AoETarget LeftBehind(this AoETarget target, long epoch, TargetSoftState soft) => target with
    {
        Status = (target.Status ?? new AoETargetStatus()) with
        {
            Export = new TargetExport { NodeName = Other, Epoch = epoch, State = ExportStates.Withdrawn, Soft = soft },
        },
    };

    public static AoETarget Deleted(this AoETarget target) => target with
    {
        Metadata = target.Metadata with { DeletionTimestamp = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero) },
    };

    public static AoETarget With(this AoETarget target, Action<AoETargetSpec> change)
    {
        var spec = target.Spec with { };
        change(spec);
        return target with { Spec = spec, Metadata = target.Metadata with { Generation = target.Metadata.Generation + 1 } };
    }
}
