using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Native.Disk;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Wire;

/// <summary>Nothing is allocated between ring and disk: a garbage collector that has nothing to do never stops a pump.</summary>
public sealed class AllocationTests
{
    private const int Frames = 10_000;
    private const int WarmUp = 500;
    private const int ImageSectors = 128 * 1024;
    private const byte Sectors = 2;

    [SkippableTheory]
    [InlineData(DiskEngineKind.IoUring, false)]
    [InlineData(DiskEngineKind.IoUring, true)]
    [InlineData(DiskEngineKind.LinuxAio, false)]
    [InlineData(DiskEngineKind.LinuxAio, true)]
    public void Reads_FromTheDisk_AllocateNothing(DiskEngineKind engine, bool direct) => Measure(engine, direct, (client, storm, frames) =>
    {
        // Far apart and each place once, so that read-ahead helps few of them.
        int Scattered(int n) => (int)((uint)n * 40503u * 8 % (ImageSectors - Sectors));
        return storm.Run(client.Read(0, Sectors), frames, Scattered);
    }, lane =>
    {
        lane.Counters.ReadBytes.ShouldBe(ExpectedBytes);
        lane.Counters.CachedReads.ShouldBeLessThan(Frames, "some went to the disk");
    }, cold: true);

    [SkippableTheory]
    [InlineData(DiskEngineKind.IoUring)]
    [InlineData(DiskEngineKind.LinuxAio)]
    public void Reads_FromTheCache_AllocateNothing(DiskEngineKind engine) => Measure(
        engine, direct: false, (client, storm, frames) => storm.Run(client.Read(0, Sectors), frames, n => n % 512), lane =>
        {
            lane.Counters.ReadBytes.ShouldBe(ExpectedBytes);
            lane.Counters.CachedReads.ShouldBeGreaterThan(Frames, "all of the measured ones");
        });

    [SkippableTheory]
    [InlineData(40503u)]
    [InlineData(1u)]
    public void Reads_OfAFileInMemory_AllocateNothing(uint step) => Measure(
        DiskEngineKind.Auto, direct: false,
        (client, storm, frames) => storm.Run(client.Read(0, Sectors), frames, n => (int)((uint)n * step * Sectors % (ImageSectors - Sectors))), lane =>
        {
            lane.Target.Mapping.ShouldNotBeNull();
            lane.Counters.ReadBytes.ShouldBe(ExpectedBytes);
        },
        inMemory: true);

    [SkippableTheory]
    [InlineData(DiskEngineKind.IoUring, false)]
    [InlineData(DiskEngineKind.IoUring, true)]
    [InlineData(DiskEngineKind.LinuxAio, false)]
    [InlineData(DiskEngineKind.LinuxAio, true)]
    public void Writes_ToAFile_AllocateNothing(DiskEngineKind engine, bool direct) => Measure(engine, direct, (client, storm, frames) =>
        storm.Run(client.Write(0, new byte[Sectors * 512]), frames, n => 4 * n), lane => lane.Counters.WrittenBytes.ShouldBe(ExpectedBytes));

    [SkippableFact]
    public void Writes_ThatOverlapAndRepeat_AllocateNothing() => Measure(DiskEngineKind.Auto, direct: false, (client, storm, frames) =>
        storm.Run(client.Write(0, new byte[Sectors * 512]), frames, n => n % 3), lane => lane.Counters.Waits.ShouldBeGreaterThan(0));

    [SkippableTheory]
    [InlineData("tag_inc_le")]
    [InlineData("tag_inc_be")]
    [InlineData("tag_random")]
    public void Writes_OfASessionWithTagsAndChecksums_AllocateNothing(string mode) => Measure(
        DiskEngineKind.Auto, direct: false,
        (client, storm, frames) => storm.Run(client.Write(0, new byte[Sectors * 512]), frames, n => 4 * n),
        lane => lane.Counters.WrittenBytes.ShouldBeInRange(ExpectedBytes - (WarmUp * Sectors * 512L), ExpectedBytes, "the tags of the warm-up may be known"),
        negotiate: [mode, "crc8x4"]);

    [SkippableFact]
    public void Writes_SentTwiceInASessionWithTags_AllocateNothing() => Measure(
        DiskEngineKind.Auto, direct: false,
        (client, storm, frames) => storm.Run(client.Write(0, new byte[Sectors * 512]), frames / 2, n => 4 * n)
            + storm.Run(client.Write(0, new byte[Sectors * 512]), frames / 2, n => 4 * n),
        lane => lane.Counters.AcknowledgedDuplicates.ShouldBeGreaterThan(Frames / 4), negotiate: ["tag_inc_be"]);

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_OfASessionWithEverything_AllocateNothing(bool direct) => Measure(
        DiskEngineKind.Auto, direct,
        (client, storm, frames) => storm.Run(client.Read(0, Sectors), frames, n => n % 512),
        lane => lane.Counters.ReadBytes.ShouldBe(ExpectedBytes), negotiate: ["tag_inc_be", "crc8x4", "coalesced_read"]);

    [SkippableTheory]
    [InlineData(DiskEngineKind.IoUring, true)]
    [InlineData(DiskEngineKind.LinuxAio, false)]
    public void Writes_ThatAreJoined_AllocateNothing(DiskEngineKind engine, bool direct) => Measure(engine, direct, (client, storm, frames) =>
        storm.Run(client.Write(0, new byte[Sectors * 512]), frames, n => 2 * n), lane => lane.Counters.WrittenBytes.ShouldBe(ExpectedBytes));

    // Bounds so narrow that many writes wait for a sync and are sent home from there.
    [SkippableTheory]
    [InlineData(DiskEngineKind.IoUring)]
    [InlineData(DiskEngineKind.LinuxAio)]
    public void Writes_AcknowledgedEarly_AllocateNothing(DiskEngineKind engine) => Measure(
        engine, direct: false, (client, storm, frames) => storm.Run(client.Write(0, new byte[Sectors * 512]), frames, n => 4 * n),
        lane => lane.Counters.WrittenBytes.ShouldBe(ExpectedBytes),
        change: o => o with { WriteBehind = true, WriteBehindBytes = 8 << 10 });

    [SkippableTheory]
    [InlineData(DiskEngineKind.IoUring)]
    [InlineData(DiskEngineKind.LinuxAio)]
    public void Reads_WithReadAhead_AllocateNothing(DiskEngineKind engine) => Measure(
        engine, direct: false, (client, storm, frames) => storm.Run(client.Read(0, Sectors), frames, n => Sectors * n),
        lane =>
        {
            lane.Counters.ReadBytes.ShouldBe(ExpectedBytes);
            lane.Target.Cache.Prefetcher!.Bytes.ShouldBeGreaterThan(0);
        },
        cold: true, change: o => o with { ReadAheadBytes = 256 << 10 });

    private const long ExpectedBytes = (Frames + WarmUp) * Sectors * 512L;

    private static void Measure(
        DiskEngineKind engine, bool direct, Func<TargetClient, FrameStorm, int, int> run, Action<TargetLane> check, bool cold = false,
        Func<TargetOptions, TargetOptions>? change = null, bool inMemory = false, params string[] negotiate)
    {
        Skip.If(engine == DiskEngineKind.IoUring && !DiskQueues.IsIoUringUsable(out _), "io_uring may not be used here");
        using var cable = Cable.Lay();
        using var image = new TempImage(ImageSectors, filled: false, inMemory: inMemory);
        File.WriteAllBytes(image.Path, new byte[ImageSectors * 512L]);
        using var target = Sample.Target(image, o => change?.Invoke(o.With(engine, direct)) ?? o.With(engine, direct));
        Skip.If(direct && !target.File.IsDirect, $"no direct I/O here: {target.File.DirectRefusal}");
        using var pump = new PumpMeter(cable);
        var lane = pump.Add(target);
        var client = new TargetClient(cable.Station, new TargetIdentity(cable.Target.Mac, target.Address.Shelf, target.Address.Slot));
        var storm = new FrameStorm(client);

        if (negotiate.Length > 0)
            client.AskUntilAnswered(client.Extensions(negotiate)).Bytes.AsSpan(26, 3).ContainsAnyInRange((byte)'a', (byte)'z').ShouldBeFalse();

        // Whatever is made once, at the first frame of a kind, is made here.
        run(client, storm, WarmUp).ShouldBe(WarmUp);
        if (cold)
            DropCache(target);
        pump.AllocatedBytes();
        long first = pump.AllocatedBytes();
        long before = pump.AllocatedBytes();
        int good = run(client, storm, Frames);
        long after = pump.AllocatedBytes();

        good.ShouldBe(Frames);
        long reading = before - first;
        (after - before - reading).ShouldBe(0);
        check(lane);
    }

    // What is dirty stays: it is written back first.
    private static void DropCache(Target target)
    {
        target.File.Sync();
        Tool.Run("dd", $"if={target.File.Path}", "iflag=nocache", "count=0", "status=none");
    }
}
