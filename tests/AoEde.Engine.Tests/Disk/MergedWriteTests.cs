using System.Globalization;
using AoEde.Engine.Tests.Bench;
using AoEde.Engine.Tests.Wire;
using AoEde.Native.Disk;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using Xunit.Abstractions;

namespace AoEde.Engine.Tests.Disk;

/// <summary>What a device with O_DIRECT sees of a sequential writer at MTU 1500, by the kernel's own count.</summary>
public sealed class MergedWriteTests(ITestOutputHelper output)
{
    private const int Requests = 64;

    [SkippableTheory]
    [InlineData(DiskEngineKind.IoUring)]
    [InlineData(DiskEngineKind.LinuxAio)]
    public void SixtyFourWritesInOneBurst_ReachTheDeviceAsAFewLargeOnes(DiskEngineKind engine)
    {
        Skip.If(engine == DiskEngineKind.IoUring && !DiskQueues.IsIoUringUsable(out _), "io_uring may not be used here");
        Skip.IfNot(Prerequisites.LoopDevices.IsMet, Prerequisites.LoopDevices.Reason);
        using var cable = Cable.Lay();
        using var image = new TempImage(4096);
        using var disk = new LoopDevice(image);
        using var target = Sample.Target(image, o => o with
        {
            Backing = new BackingOptions { Path = disk.Path, IsDevice = true },
            Direct = true,
            Engine = engine,
        });
        Skip.IfNot(target.File.IsDirect, $"no direct I/O here: {target.File.DirectRefusal}");
        using var pump = new PumpMeter(cable);
        pump.Add(target);
        var client = new TargetClient(cable.Station, new TargetIdentity(cable.Target.Mac, target.Address.Shelf, target.Address.Slot));
        var frames = Enumerable.Range(0, Requests).Select(n => client.Write((ulong)n * 2, Content(n)).ToBytes()).ToArray();
        client.AskUntilAnswered(client.Read(0, 1));
        var (before, sectorsBefore) = Written(disk);

        // The pump finds all of them in its ring at once, as it does when it is busy.
        pump.WhileHeld(() => cable.Station.SendBurst(frames));
        int good = 0;
        while (good < Requests && cable.Station.TryTake(TargetClient.Patience, out var reply))
            good += reply.AtaStatus == 0x40 ? 1 : 0;

        good.ShouldBe(Requests);
        var (after, sectorsAfter) = Written(disk);
        output.WriteLine($"{Requests} writes were {after - before} at the device");
        (after - before).ShouldBeLessThanOrEqualTo(Requests / 16);
        (sectorsAfter - sectorsBefore).ShouldBe(2 * Requests);
        for (int n = 0; n < Requests; n++)
            image.Read(n * 2, 2).ShouldBe(Content(n));
    }

    private static byte[] Content(int n)
    {
        var content = new byte[1024];
        content.AsSpan().Fill((byte)(n + 1));
        return content;
    }

    // Documentation/block/stat.rst: the fifth number counts writes, the seventh their sectors.
    private static (long Writes, long Sectors) Written(LoopDevice disk)
    {
        var fields = File.ReadAllText($"/sys/block/{Path.GetFileName(disk.Path)}/stat").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (long.Parse(fields[4], CultureInfo.InvariantCulture), long.Parse(fields[6], CultureInfo.InvariantCulture));
    }
}
