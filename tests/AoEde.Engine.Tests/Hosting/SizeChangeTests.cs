using AoEde.Engine.Safety;
using AoEde.Engine.State;
using AoEde.Engine.Tests.Bench;
using AoEde.Testing.Host;

namespace AoEde.Engine.Tests.Hosting;

/// <summary>A device that grows is followed; one that shrinks is taken off the wire and stays off, also after a restart.</summary>
public sealed class SizeChangeTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Device_Grew_IsTakenOnAtTheNextLook()
    {
        await using var bench = new HostBench();
        var image = bench.Image(sectors: 64);
        var options = Sample.Options(image.Path);
        await bench.Apply(options);
        image.Truncate(128);
        bench.Status("disk1").Device!.SizeBytes.ShouldBe(64 * 512, "nobody has looked yet");
        await bench.TickAsync(Tick, options);

        bench.Status("disk1").Device!.SizeBytes.ShouldBe(128 * 512);
        bench.DeviceReady("disk1").State.ShouldBe(ConditionState.True);
        Eventually.True(() => Recorded(bench) == 128 * 512, "the new size is recorded");
    }

    [Fact]
    public async Task Device_GrewByLessThanASector_IsAsItWas()
    {
        await using var bench = new HostBench();
        var image = bench.Image(sectors: 64);
        var options = Sample.Options(image.Path);
        await bench.Apply(options);
        using (var file = new FileStream(image.Path, FileMode.Open))
            file.SetLength((64 * 512) + 511);
        await bench.TickAsync(Tick, options);

        bench.Status("disk1").Device!.SizeBytes.ShouldBe(64 * 512);
    }

    [Fact]
    public async Task Window_OnADeviceThatGrew_StaysAsItIs()
    {
        await using var bench = new HostBench();
        var image = bench.Image(sectors: 64);
        var options = Sample.Options(image.Path);
        options = options with { Backing = options.Backing with { OffsetBytes = 512, LengthBytes = 1024 } };
        await bench.Apply(options);
        image.Truncate(128);
        await bench.TickAsync(Tick, options);

        bench.Status("disk1").Device!.SizeBytes.ShouldBe(1024);
    }

    [Fact]
    public async Task Device_Shrank_IsTakenOffAndRefused()
    {
        await using var bench = new HostBench();
        var image = bench.Image(sectors: 64);
        var options = Sample.Options(image.Path);
        await bench.Apply(options);
        image.Truncate(63);
        await bench.TickAsync(Tick, options);

        bench.DeviceReady("disk1").Reason.ShouldBe(RefusalReasons.SizeShrank);
        bench.Status("disk1").Device.ShouldBeNull();
        await bench.TickAsync(RetryInterval, options);
        bench.DeviceReady("disk1").Reason.ShouldBe(RefusalReasons.SizeShrank, "it is not exported smaller by trying again");
    }

    [Fact]
    public async Task Device_ShrankWithoutAStateDirectory_IsNotExportedSmallerEither()
    {
        await using var bench = new HostBench(o => o with { StateDirectory = null });
        var image = bench.Image(sectors: 64);
        var options = Sample.Options(image.Path);
        await bench.Apply(options);
        image.Truncate(63);
        await bench.TickAsync(Tick, options);
        await bench.TickAsync(RetryInterval, options);

        bench.DeviceReady("disk1").Reason.ShouldBe(RefusalReasons.SizeShrank);
    }

    [Fact]
    public async Task Device_ShrankAndWasRestored_ComesBack()
    {
        await using var bench = new HostBench();
        var image = bench.Image(sectors: 64);
        var options = Sample.Options(image.Path);
        await bench.Apply(options);
        image.Truncate(63);
        await bench.TickAsync(Tick, options);
        image.Truncate(64);
        await bench.TickAsync(RetryInterval, options);

        bench.DeviceReady("disk1").State.ShouldBe(ConditionState.True);
    }

    [Fact]
    public async Task Window_OfADeviceThatShrankBehindIt_StaysExported()
    {
        await using var bench = new HostBench();
        var image = bench.Image(sectors: 64);
        var options = Sample.Options(image.Path);
        options = options with { Backing = options.Backing with { LengthBytes = 8 * 512 } };
        await bench.Apply(options);
        image.Truncate(8);
        await bench.TickAsync(Tick, options);
        bench.DeviceReady("disk1").State.ShouldBe(ConditionState.True);

        image.Truncate(7);
        await bench.TickAsync(Tick, options);
        bench.DeviceReady("disk1").Reason.ShouldBe(RefusalReasons.SizeShrank);
    }

    [Fact]
    public async Task Device_ShrankWhileWeWereAway_IsRefusedAtStart()
    {
        await using var bench = new HostBench();
        var image = bench.Image(sectors: 64);
        var options = Sample.Options(image.Path);
        await bench.Apply(options);
        await bench.Apply();
        image.Truncate(32);
        await bench.Apply(options);

        bench.DeviceReady("disk1").Reason.ShouldBe(RefusalReasons.SizeShrank);
        await bench.Apply(options with { Uid = Guid.NewGuid() });
        bench.DeviceReady("disk1").State.ShouldBe(ConditionState.True, "a new target starts with what is there");
    }

    private static long Recorded(HostBench bench) => new SoftStateStore(bench.StateFolder).Load("disk1", Sample.Uid)!.RecordedBytes;
}
