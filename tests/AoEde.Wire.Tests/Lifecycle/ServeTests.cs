using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>Targets from manifests: what outlives a restart, and many at a time.</summary>
public sealed class ServeTests
{
    private const byte ForceSet = 4, Add = 1;

    [SkippableFact]
    public void Case042_ConfigStringSetAndRestarted_StillThere()
    {
        Requires.OurAgent();
        var (network, link, initiatorLink) = TestNetwork.Pair(1500);
        using var _ = network;
        using var image = new TempImage(64);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, image.Path);
        serve.Start();
        using var initiator = Initiator.Open(initiatorLink);
        var client = initiator.Find(1, 2);
        client.AskUntilAnswered(client.Config(ForceSet, "owner=me")).ShouldBeGood();
        serve.Restart();
        client.AskUntilAnswered(client.Config()).Text.ShouldBe("owner=me");
    }

    [SkippableFact]
    public void Case109_MaskListSetAndRestarted_StillThereAndAnnouncedToEach()
    {
        Requires.OurAgent();
        var (network, link, initiatorLink) = TestNetwork.Pair(1500);
        using var _ = network;
        using var image = new TempImage(64);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, image.Path);
        serve.Start();
        using var initiator = Initiator.Open(initiatorLink);
        using var watcher = Initiator.Open(initiatorLink, takesEverything: true);
        var client = initiator.Find(1, 2);
        client.AskUntilAnswered(client.MaskEdit((Add, initiator.Mac), (Add, Subject.OtherMac))).ShouldBeGood();
        watcher.Forget();

        serve.Restart();

        client.AskUntilAnswered(client.MaskRead()).MaskList.ShouldBe([initiator.Mac, Subject.OtherMac], ignoreOrder: true);
        var announced = new List<MacAddress>();
        while (watcher.TryTake(TimeSpan.Zero, out var seen))
        {
            if (seen is { Command: 1, Tag: 0, VersionAndFlags: 0x18 })
                announced.Add(seen.Destination);
        }

        announced.Distinct().ShouldBe([initiator.Mac, Subject.OtherMac], ignoreOrder: true);
    }

    [SkippableFact]
    public void Case110_RemoteEditsForbidden_BadArgumentAndListUnchanged()
    {
        Requires.OurAgent();
        var (network, link, initiatorLink) = TestNetwork.Pair(1500);
        using var _ = network;
        using var image = new TempImage(64);
        using var serve = new ServeProcess(link.Host);
        using var initiator = Initiator.Open(initiatorLink);
        serve.Write("disk", 2, image.Path, more: $"initiators: {{ mode: List, macs: [\"{initiator.Mac}\"] }}");
        serve.Start();
        var client = initiator.Find(1, 2);
        client.AskUntilAnswered(client.MaskEdit((Add, Subject.OtherMac))).ShouldBeError(2);
        client.AskUntilAnswered(client.MaskRead()).MaskList.ShouldBe([initiator.Mac]);
    }

    [SkippableFact]
    public void ManyTargetsOnTwoInterfaces_EachServesItsOwnDisk()
    {
        Requires.OurAgent();
        const int Targets = 250;
        using var network = new TestNetwork();
        var (host, peer) = (network.AddHost(), network.AddHost());
        var (_, first) = network.Connect(host, "aoe0", peer, "aoe0", 1500);
        var (_, second) = network.Connect(host, "aoe1", peer, "aoe1", 9000);
        using var images = new TempFolder();
        using var serve = new ServeProcess(host);
        for (var slot = 0; slot < Targets; slot++)
        {
            var sector = TempImage.InitialSector(slot);
            File.WriteAllBytes(images[$"{slot}.img"], [.. sector, .. sector]);
            serve.Write($"disk{slot}", slot, images[$"{slot}.img"], slot % 3 == 0 ? "aoe0" : slot % 3 == 1 ? "aoe1" : "aoe*");
        }

        serve.Start();
        using var initiators = new Pair(Initiator.Open(first), Initiator.Open(second));
        for (var slot = 0; slot < Targets; slot++)
        {
            if (slot % 3 != 1)
                ShouldServe(initiators.First, slot);
            if (slot % 3 != 0)
                ShouldServe(initiators.Second, slot);
        }

        initiators.First.Discover(expected: Targets - (Targets + 1) / 3).Count.ShouldBe(Targets - ((Targets + 1) / 3));
        serve.Agent.Stop().ShouldBe(0, serve.Agent.Story);
    }

    private static void ShouldServe(Initiator initiator, int slot)
    {
        var client = initiator.Find(1, (byte)slot);
        client.AskUntilAnswered(client.Read(1, 1)).ShouldCarry(TempImage.InitialSector(slot));
    }

    private sealed record Pair(Initiator First, Initiator Second) : IDisposable
    {
        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
        }
    }
}
