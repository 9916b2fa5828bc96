using AoEde.Engine;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Tests;

/// <summary>What the engine would say.</summary>
internal static class Samples
{
    public static TargetOptions Options(string name = "disk11") => new()
    {
        Name = name,
        Address = new AoeAddress(9, 0),
        Interfaces = ["eth1"],
        Backing = new BackingOptions { Path = "/srv/disk.img" },
        Uid = new Guid("7d444840-9dc0-41d1-b245-5ffdce74fad2"),
    };

    public static TargetStatus Exported(string name = "disk11") => new()
    {
        Name = name,
        Address = new AoeAddress(9, 0),
        Conditions =
        [
            new("DeviceReady", ConditionState.True, "Claimed", "open"),
            new("AddressUnique", ConditionState.True, "Probed", "nobody else answered"),
            new("Exported", ConditionState.True, "Exported", "answering on eth1"),
            new("Ready", ConditionState.True, "Ready", "all is well"),
        ],
        Device = new DeviceStatus
        {
            Path = "/dev/sdb",
            MajorMinor = "8:16",
            SizeBytes = 1L << 30,
            LogicalBlock = 512,
            PhysicalBlock = 4096,
            Model = "QEMU HARDDISK",
            Serial = "0001",
            IoEngine = "io_uring",
            Direct = true,
            EngineReason = "io_uring works here",
        },
        Interfaces = [new("eth1", MacAddress.Parse("52:54:00:00:00:09"), 9000, 17, true)],
        Initiators = [MacAddress.Parse("52:54:00:12:34:56")],
        ConfigString = "yes",
    };

    public static TargetStatus Failing(string type, ConditionState state, string reason, string message = "the cause. The remedy.")
    {
        var good = Exported();
        var after = false;
        return good with
        {
            Device = null,
            Interfaces = [],
            Initiators = [],
            ConfigString = "",
            Conditions =
            [
                .. good.Conditions.Select(condition =>
                {
                    after |= condition.Type == type;
                    return after ? condition with { State = state, Reason = reason, Message = message } : condition;
                }),
            ],
        };
    }
}
