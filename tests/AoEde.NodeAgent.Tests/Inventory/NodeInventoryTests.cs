using System.Text.Json;
using AoEde.Api;
using AoEde.Engine;
using AoEde.Engine.Safety;
using AoEde.Kube.Models;

namespace AoEde.NodeAgent.Tests.Inventory;

/// <summary>What an AoENode says of its node.</summary>
public sealed class NodeInventoryTests : IDisposable
{
    private readonly InventoryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Kernel_Read_IsTold()
    {
        var status = _bench.Inventory.Take();

        status.Kernel.ShouldBe("6.12.0-amd64");
        status.Capabilities.ShouldBe(new NodeCapabilities { PacketRing = true, TxRing = true, IoUring = true, AioMaxNr = 65536, Memlock = 8388608 });
        (status.AgentVersion, status.PodName).ShouldBe(("0.1.0", "aoede-agent-x"));
    }

    [Fact]
    public void Memlock_Unlimited_IsMinusOne()
    {
        _bench.Write("proc/self/limits", "Max locked memory         unlimited            unlimited            bytes\n");

        _bench.Inventory.Take().Capabilities!.Memlock.ShouldBe(-1);
    }

    [Fact]
    public void Interface_WithHardware_TellsSpeedAndDriver()
    {
        _bench.Write("sys/class/net/eth1/speed", "10000\n");
        _bench.Link("sys/class/net/eth1/device/driver", "../../../bus/pci/drivers/ixgbe");
        _bench.Current = new AoENode { Spec = new AoENodeSpec { InterfaceNetworks = new Dictionary<string, string> { ["eth1"] = "storage" } } };

        _bench.Inventory.Take().Interfaces!.ShouldHaveSingleItem().ShouldBe(new NodeInterface
        {
            Name = "eth1",
            Mac = "52:54:00:00:00:01",
            Mtu = 9000,
            SpeedMbps = 10000,
            Up = true,
            Driver = "ixgbe",
            Network = "storage",
            Allowed = true,
        });
    }

    [Fact]
    public void Interface_WithoutASpeed_TellsNone()
    {
        _bench.Write("sys/class/net/eth1/speed", "-1\n");
        _bench.Links[0] = _bench.Links[0] with { Kind = "bridge" };

        var link = _bench.Inventory.Take().Interfaces!.ShouldHaveSingleItem();
        link.SpeedMbps.ShouldBeNull();
        link.Driver.ShouldBe("bridge");
    }

    [Fact]
    public void Interfaces_OfContainersAndWithoutAnAddress_AreLeftOut()
    {
        _bench.Links.Add(new(1, "lo", 0, 65536, true, ""));
        _bench.Links.Add(new(7, "veth12", 2, 1500, true, "veth"));
        _bench.Links.Add(new(8, "docker0", 3, 1500, true, "bridge"));

        _bench.Inventory.Take().Interfaces!.Select(i => (i.Name, i.Allowed)).ShouldBe([("docker0", false), ("eth1", true)]);
    }

    [Fact]
    public void Interfaces_BeyondTheirNumber_LoseThoseNobodyMayUse()
    {
        for (int i = 0; i < 70; i++)
            _bench.Links.Add(new(100 + i, $"docker{i:00}", 5, 1500, true, "bridge"));

        var names = _bench.Inventory.Take().Interfaces!.Select(i => i.Name).ToArray();
        names.Length.ShouldBe(64);
        names.ShouldContain("eth1");
        names.ShouldBeInOrder();
    }

    [Fact]
    public void Devices_BeyondTheirNumber_KeepWhatMatters()
    {
        for (int i = 0; i < 300; i++)
            _bench.Devices.Add(Device($"ram{i:000}", "NotAllowed"));
        _bench.Devices.Add(Device("sdz", null));
        _bench.Devices.Add(Device("zd0", "AlreadyExported") with { ClaimedBy = "disk11" });

        var status = _bench.Inventory.Take();
        status.Devices!.Count.ShouldBe(256);
        status.Devices.Select(d => d.Name).ShouldBeInOrder();
        status.Devices.ShouldContain(d => d.Name == "/dev/sdz" && d.Eligible && d.Size == "1Gi");
        status.Devices.ShouldContain(d => d.Name == "/dev/zd0" && d.ClaimedBy == "disk11");
        status.EligibleDevices.ShouldBe(1);
    }

    [Fact]
    public void Device_WithManyNames_ShowsFour()
    {
        _bench.Devices.Add(Device("sdb", null) with { ById = ["/dev/disk/by-id/a", "b", "c", "d", "e"] });

        _bench.Inventory.Take().Devices!.ShouldHaveSingleItem().ById!.Count.ShouldBe(4);
    }

    [Fact]
    public void Targets_AreCounted()
    {
        _bench.Targets.Add(Samples.Exported());
        _bench.Targets.Add(Samples.Exported("b") with { Freeze = new FreezeStatus { State = FreezeState.Frozen } });
        _bench.Targets.Add(Samples.Failing("DeviceReady", ConditionState.False, "NotFound"));

        _bench.Inventory.Take().Targets.ShouldBe(new NodeTargets { Assigned = 3, Exported = 2, Frozen = 1 });
    }

    [Fact]
    public void Lists_Empty_AreNotSent()
    {
        _bench.Links.Clear();

        var status = _bench.Inventory.Take();
        status.Interfaces.ShouldBeNull();
        status.Devices.ShouldBeNull();
        status.EligibleDevices.ShouldBe(0);
    }

    [Fact]
    public void Status_OfAnUnchangedNode_IsTheSameText()
    {
        _bench.Devices.Add(Device("sdb", null));
        var first = JsonSerializer.Serialize(_bench.Inventory.Take());
        _bench.Time.Advance(TimeSpan.FromMinutes(10));
        _bench.Devices.Insert(0, Device("sda", "SystemDisk"));
        var second = JsonSerializer.Serialize(_bench.Inventory.Take());
        _bench.Devices.Reverse();

        second.ShouldNotBe(first);
        JsonSerializer.Serialize(_bench.Inventory.Take()).ShouldBe(second, "order is ours");
    }

    [Fact]
    public void Conditions_OfAGoodNode_AreAllTrue() =>
        Conditions().ShouldBe(["Ready True Serving", "PacketRing True Available", "DiskIO True Available", "StateDirectory True Available", "Policy True Loaded"]);

    [Fact]
    public void IoUring_Forbidden_IsNoTrouble()
    {
        _bench.Abilities = _bench.Abilities with { IoUring = "io_uring is disabled" };

        Conditions().ShouldContain("DiskIO True Available");
    }

    [Fact]
    public void PacketRing_Refused_MakesTheNodeNotReady()
    {
        _bench.Abilities = _bench.Abilities with { ReceiveRing = "socket AF_PACKET: EPERM", TransmitRing = "socket AF_PACKET: EPERM" };

        Conditions()[..2].ShouldBe(["Ready False Unavailable", "PacketRing False Unavailable"]);
    }

    [Fact]
    public void DiskEngines_NoneAllowed_MakeTheNodeNotReady()
    {
        _bench.Abilities = _bench.Abilities with { IoUring = "io_uring is disabled", LinuxAio = "io_setup: EAGAIN" };

        Conditions()[0].ShouldBe("Ready False Unavailable");
    }

    [Fact]
    public void StateDirectory_Gone_MakesTheNodeNotReady()
    {
        using var gone = new InventoryBench();
        Directory.Delete(gone.StateFolder, recursive: true);

        gone.Inventory.Take().Conditions!.First(c => c.Type == "Ready").Reason.ShouldBe("Unavailable");
        Directory.CreateDirectory(gone.StateFolder);
    }

    [Fact]
    public void Policy_ThatWentBad_IsToldAndStopsNothing()
    {
        _bench.PolicyProblem = "policy.yaml:3: no such field.";

        Conditions().ShouldContain("Policy False Invalid");
        Conditions()[0].ShouldBe("Ready True Serving");
    }

    [Fact]
    public void Node_Suspended_SaysSo()
    {
        _bench.Current = new AoENode { Spec = new AoENodeSpec { Suspend = true } };

        Conditions()[0].ShouldBe("Ready True Suspended");
    }

    [Fact]
    public void Condition_PublishedBefore_KeepsItsTimeUntilItFlips()
    {
        var before = _bench.Time.GetUtcNow() - TimeSpan.FromDays(1);
        _bench.Current = new AoENode
        {
            Status = new AoENodeStatus
            {
                Conditions =
                [
                    new V1Condition { Type = "Ready", Status = "Unknown", Reason = "AgentLost", LastTransitionTime = before },
                    new V1Condition { Type = "Policy", Status = "True", Reason = "Defaults", LastTransitionTime = before },
                ],
            },
        };

        var conditions = _bench.Inventory.Take().Conditions!;
        conditions.Single(c => c.Type == "Policy").LastTransitionTime.ShouldBe(before);
        conditions.Single(c => c.Type == "Ready").LastTransitionTime.ShouldBe(_bench.Time.GetUtcNow());
    }

    private string[] Conditions() => [.. _bench.Inventory.Take().Conditions!.Select(c => $"{c.Type} {c.Status} {c.Reason}")];

    private static DeviceVerdict Device(string name, string? reason) =>
        new() { Name = name, Path = $"/dev/{name}", SizeBytes = 1 << 30, Reason = reason, Message = reason is null ? null : "Why." };
}
