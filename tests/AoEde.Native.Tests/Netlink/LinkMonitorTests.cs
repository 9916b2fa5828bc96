using AoEde.Native.Netlink;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.Native.Tests.Netlink;

public sealed class LinkMonitorTests
{
    [SkippableFact]
    public void List_VethPair_TellsWhatIpTells()
    {
        using var network = Network(out var near, out _);
        using var monitor = Watch(near.Host);

        var link = monitor.List().Single(candidate => candidate.Name == near.Name);

        link.Index.ShouldBe(near.Index);
        link.HardwareAddress.ShouldBe(near.Mac.Value);
        link.Mtu.ShouldBe(4321);
        link.IsUp.ShouldBeTrue();
        link.Kind.ShouldBe("veth");
        monitor.List().Single(candidate => candidate.Name == "lo").Kind.ShouldBe("");
        monitor.TryRead(TimeSpan.Zero, out var change).ShouldBeFalse($"nothing changed, but {change}");
    }

    [SkippableFact]
    public void TryRead_LinkAdded_IsReported()
    {
        using var network = Network(out var near, out _);
        using var monitor = Watch(near.Host);

        near.Host.Ip("link", "add", "name", "new0", "type", "bridge");

        var change = Await(monitor, change => change.Link.Name == "new0");
        change.Kind.ShouldBe(LinkChangeKind.Added);
        change.Link.Kind.ShouldBe("bridge");
        change.Link.IsUp.ShouldBeFalse();
    }

    [SkippableFact]
    public void TryRead_MtuAndAddressAndName_AreReported()
    {
        using var network = Network(out var near, out _);
        using var monitor = Watch(near.Host);
        var index = near.Index;

        near.SetMtu(1400);
        Await(monitor, change => change.Link.Mtu == 1400).Link.Index.ShouldBe(index);
        near.Host.Ip("link", "set", "dev", near.Name, "address", "02:00:00:00:00:42");
        Await(monitor, change => change.Link.HardwareAddress == 0x0200_0000_0042).Kind.ShouldBe(LinkChangeKind.Changed);
        near.SetDown();
        near.Host.Ip("link", "set", "dev", near.Name, "name", "renamed0");
        Await(monitor, change => change.Link.Name == "renamed0").Link.Index.ShouldBe(index);
    }

    [SkippableFact]
    public void TryRead_DownAndUp_AreReported()
    {
        using var network = Network(out var near, out _);
        using var monitor = Watch(near.Host);

        near.SetDown();
        Await(monitor, change => change.Link.Name == near.Name && !change.Link.IsUp).Kind.ShouldBe(LinkChangeKind.Changed);
        near.SetUp();
        Await(monitor, change => change.Link.Name == near.Name && change.Link.IsUp).Kind.ShouldBe(LinkChangeKind.Changed);
    }

    [SkippableFact]
    public void TryRead_CarrierLost_IsNotUp()
    {
        using var network = Network(out var near, out var far);
        using var monitor = Watch(near.Host);

        far.SetDown();

        Await(monitor, change => change.Link.Name == near.Name && !change.Link.IsUp).Kind.ShouldBe(LinkChangeKind.Changed);
    }

    [SkippableFact]
    public void TryRead_LinkDeleted_IsReportedAsItWasLast()
    {
        using var network = Network(out var near, out _);
        using var monitor = Watch(near.Host);
        var index = near.Index;

        near.Delete();

        var change = Await(monitor, change => change.Kind == LinkChangeKind.Removed);
        change.Link.Index.ShouldBe(index);
        change.Link.Name.ShouldBe(near.Name);
        monitor.List().ShouldNotContain(link => link.Index == index);
    }

    [SkippableFact]
    public void TryRead_PortLeavesBridge_LinkIsNotRemoved()
    {
        using var network = Network(out var near, out _);
        near.Host.Ip("link", "add", "name", "br0", "type", "bridge");
        near.Host.Ip("link", "set", "dev", near.Name, "master", "br0");
        using var monitor = Watch(near.Host);

        // The bridge says DELLINK of its port here, which is not the end of the link.
        near.Host.Ip("link", "set", "dev", near.Name, "nomaster");
        near.SetMtu(1400);

        Await(monitor, change => change.Kind == LinkChangeKind.Removed || change.Link.Mtu == 1400)
            .Kind.ShouldBe(LinkChangeKind.Changed);
    }

    [SkippableFact]
    public void TryRead_MoreNewsThanTheSocketHolds_EndsWithTheTruth()
    {
        using var network = Network(out var near, out _);
        using var monitor = Watch(near.Host);
        // Nobody reads meanwhile: some 2 KiB per notification, more than the socket's 208 KiB.
        var script = Path.Combine(Directory.CreateTempSubdirectory("aoede-links-").FullName, "batch");
        try
        {
            File.WriteAllLines(script, Enumerable.Range(0, 600).Select(i => $"link set dev {near.Name} mtu {1300 + i}")
                .Append("link add name new0 type bridge"));
            near.Host.Ip("-batch", script);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);
        }

        var last = new Dictionary<string, LinkInfo>();
        while (monitor.TryRead(TimeSpan.Zero, out var change))
            last[change.Link.Name] = change.Link;

        last[near.Name].Mtu.ShouldBe(1899);
        last.ShouldContainKey("new0");
    }

    [SkippableFact]
    public void List_ChangesItMet_AreStillReported()
    {
        using var network = Network(out var near, out _);
        using var monitor = Watch(near.Host);
        near.SetMtu(1400);

        monitor.List().Single(link => link.Name == near.Name).Mtu.ShouldBe(1400);

        Await(monitor, change => change.Link.Mtu == 1400).Kind.ShouldBe(LinkChangeKind.Changed);
    }

    private static TestNetwork Network(out TestLink near, out TestLink far)
    {
        Skip.IfNot(Prerequisites.Namespaces.IsMet, Prerequisites.Namespaces.Reason);
        (var network, near, far) = TestNetwork.Pair(4321);
        return network;
    }

    private static LinkMonitor Watch(TestHost host) => NamespaceThread.Run(host, () => new LinkMonitor());

    /// <summary>Reads until a change that fits; the kernel may tell of others on the way.</summary>
    private static LinkChange Await(LinkMonitor monitor, Func<LinkChange, bool> fits)
    {
        while (monitor.TryRead(Eventually.Patience, out var change))
        {
            if (fits(change))
                return change;
        }

        throw new TimeoutException("the change was not reported");
    }
}
