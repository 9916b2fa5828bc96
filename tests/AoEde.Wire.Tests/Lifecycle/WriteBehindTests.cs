using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Testing.Networks;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>What an agent with write-behind acknowledged outlives the agent: the kernel has it.</summary>
public sealed class WriteBehindTests
{
    private const int Blocks = 256;
    private const int BlockSectors = 2;
    private const string On = "cache: { writeBehind: On, readAheadBytes: 1048576 }";

    [SkippableFact]
    public void Killed_UnderLoad_AcknowledgedWritesPresent()
    {
        Requires.OurAgent();
        var (network, link, initiatorLink) = TestNetwork.Pair(1500);
        using var _ = network;
        using var image = new TempImage(Blocks * BlockSectors, filled: false);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, image.Path, more: On);
        using var initiator = Initiator.Open(initiatorLink);
        var journal = new LoadJournal(0, Blocks, BlockSectors);
        for (var round = 0; round < 3; round++)
        {
            serve.Start();
            var client = initiator.Find(1, 2);
            using (var load = new BackgroundLoad(client, new LoadOptions { Depth = 16, ReadPercent = 20, Seed = Settings.Seed + round }, journal))
            {
                load.AwaitProgress(500);
                serve.Agent.Kill();
                load.Abandon().Failure.ShouldBeNull($"round {round}");
            }

            journal.Check(image.Path).ShouldBeNull($"round {round}, seed {Settings.Seed}");
        }
    }

    [SkippableFact]
    public void Status_WithDirectAskedFor_SaysWhyItIsNotUsed()
    {
        Requires.LoopDevices();
        Requires.OurAgent();
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var image = new TempImage(2048, filled: false);
        using var device = new LoopDevice(image);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, device.Path, more: On, backing: "device");
        serve.Start();
        serve.Agent.Output.ShouldContain("ready: 1 of 1");
        serve.AwaitText("disk", "through the page cache, since write-behind is on");
    }
}
