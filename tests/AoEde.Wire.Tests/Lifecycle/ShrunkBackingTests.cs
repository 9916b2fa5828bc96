using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>An initiator's file system reaches to the end of the disk it knew: a smaller one is not served.</summary>
public sealed class ShrunkBackingTests
{
    private const int Sectors = 256;

    [SkippableFact]
    public void ShrunkWhileStopped_SizeShrankUntilItHasItsSizeBack()
    {
        Requires.OurAgent();
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var image = new TempImage(Sectors);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, image.Path);
        serve.Start();
        serve.AwaitCondition("disk", "DeviceReady", "True");

        serve.Stop();
        image.Truncate(Sectors - 1);
        serve.Start();

        var refused = serve.AwaitCondition("disk", "DeviceReady", "False");
        refused.Reason.ShouldBe("SizeShrank");
        refused.Message.ShouldSay(
            image.Path,
            $"has {(Sectors - 1) * TempImage.SectorBytes} bytes and had {Sectors * TempImage.SectorBytes}",
            "Give it its size back");
        serve.AwaitCondition("disk", "Exported", "False");

        serve.Stop();
        image.Truncate(Sectors);
        serve.Start();
        serve.AwaitCondition("disk", "DeviceReady", "True");
        serve.AwaitCondition("disk", "Exported", "True");
    }

    [SkippableFact]
    public void ShrunkWhileServed_SizeShrankAndSilentAndTheOthersServed()
    {
        Requires.OurAgent();
        var (network, link, initiatorLink) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var image = new TempImage(Sectors);
        using var another = new TempImage(Sectors);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, image.Path);
        serve.Write("another", 3, another.Path);
        serve.Start();
        using var initiator = Initiator.Open(initiatorLink);
        var client = initiator.Find(1, 2);
        client.AskUntilAnswered(client.Read(Sectors - 1, 1)).ShouldCarry(TempImage.InitialSector(Sectors - 1));

        image.Truncate(Sectors - 1);

        var refused = serve.AwaitCondition("disk", "DeviceReady", "False");
        refused.Reason.ShouldBe("SizeShrank");
        refused.Message.ShouldSay(
            image.Path, $"shrank to {(Sectors - 1) * TempImage.SectorBytes} bytes", "Restore its size");
        serve.AwaitCondition("disk", "Exported", "False");
        client.Exchange([client.Config(), client.Read(0, 1)], expected: 0, fence: initiator.Find(1, 3)).ShouldBeEmpty();
        serve.AwaitCondition("another", "Exported", "True");
    }
}
