using AoEde.Api;
using AoEde.Engine;
using AoEde.Engine.Safety;
using AoEde.Native.Netlink;
using AoEde.NodeAgent.Inventory;

namespace AoEde.NodeAgent.Tests.Inventory;

/// <summary>A node that is as a test says: its links, devices and kernel are lists, its proc and sysfs a folder.</summary>
internal sealed class InventoryBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InventoryBench()
    {
        Write("proc/sys/kernel/osrelease", "6.12.0-amd64\n");
        Write("proc/sys/fs/aio-max-nr", "65536\n");
        Write("proc/self/limits", "Limit    Soft Limit   Hard Limit   Units\nMax locked memory         8388608              unlimited            bytes     \n");
        Inventory = new NodeInventory(
            new NodeFacts
            {
                NodeName = "node-a",
                Version = "0.1.0",
                PodName = "aoede-agent-x",
                StateDirectory = _folder.Path,
                Policy = HostPolicy.ClusterDefault,
                PolicyPath = "/etc/aoede/policy.yaml",
                PolicyProblem = () => PolicyProblem,
                ProcRoot = _folder.File("proc"),
                SysRoot = _folder.File("sys"),
            },
            new NodeSources
            {
                Devices = () => Devices,
                Targets = () => Targets,
                Assigned = () => 3,
                Current = () => Current,
                Links = () => Links,
                Abilities = () => Abilities,
            },
            Time);
    }

    public ManualTime Time { get; } = new();

    public NodeInventory Inventory { get; }

    public List<LinkInfo> Links { get; } = [new(2, "eth1", 0x525400000001, 9000, true, "")];

    public List<DeviceVerdict> Devices { get; } = [];

    public List<TargetStatus> Targets { get; } = [];

    public KernelAbilities Abilities { get; set; } = new(null, null, null, null);

    public AoENode? Current { get; set; }

    public string? PolicyProblem { get; set; }

    public string StateFolder => _folder.Path;

    public void Write(string name, string text)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Link(string name, string target)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
    }

    public void Dispose() => _folder.Dispose();
}
