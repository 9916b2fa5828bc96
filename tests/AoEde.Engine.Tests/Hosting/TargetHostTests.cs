using AoEde.Engine.Safety;
using AoEde.Engine.Tests.Bench;
using AoEde.Native;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Hosting;

/// <summary>What the host does with targets before any of them meets a wire.</summary>
public sealed class TargetHostTests
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Target_WithAFile_IsOpenAndSaysWhatItIs()
    {
        await using var bench = new HostBench();
        var image = bench.Image(sectors: 100);
        await bench.Apply(Sample.Options(image.Path) with { ConfigString = "hello", InitiatorMacs = [Sample.Mac(1)] });

        var status = bench.Status("disk1");
        status.Condition("DeviceReady")!.State.ShouldBe(ConditionState.True);
        status.Device!.SizeBytes.ShouldBe(100 * 512);
        status.ConfigString.ShouldBe("hello");
        status.MaskList.ShouldBe([Sample.Mac(1)]);
        status.Condition("Exported")!.Reason.ShouldBe("NoInterface");
        status.Condition("Ready")!.State.ShouldBe(ConditionState.False);
        status.Conditions.Select(c => c.Type).ShouldBe(["DeviceReady", "AddressUnique", "Exported", "Healthy", "Ready"]);
    }

    [Fact]
    public async Task Target_Refused_SaysWhyAndDoesNotDisturbAnother()
    {
        await using var bench = new HostBench();
        var good = Sample.Options(bench.Image().Path, "good");
        await bench.Apply(good, Sample.Options("/nowhere/at/all.img", "bad", slot: 2));

        bench.DeviceReady("good").State.ShouldBe(ConditionState.True);
        var refused = bench.DeviceReady("bad");
        (refused.State, refused.Reason).ShouldBe((ConditionState.False, RefusalReasons.NotFound));
        refused.Message.ShouldContain("/nowhere/at/all.img");
        bench.Status("bad").Condition("Ready")!.Reason.ShouldBe(RefusalReasons.NotFound);
        bench.Status("bad").Device.ShouldBeNull();
    }

    [Fact]
    public async Task Target_RefusedBecauseItsFileIsMissing_IsTriedAgain()
    {
        await using var bench = new HostBench();
        string path = Path.Combine(bench.StateFolder, "late.img");
        var options = Sample.Options(path);
        await bench.Apply(options);
        bench.DeviceReady("disk1").State.ShouldBe(ConditionState.False);
        await File.WriteAllBytesAsync(path, new byte[4096]);
        await bench.TickAsync(RetryInterval, options);

        bench.DeviceReady("disk1").State.ShouldBe(ConditionState.True);
    }

    [Fact]
    public async Task Target_AskingForAFile_IsGivenASparseOneAndNeverAnotherSize()
    {
        await using var bench = new HostBench();
        string path = Path.Combine(bench.StateFolder, "new.img");
        var options = Sample.Options(path) with { Backing = new BackingOptions { Path = path, CreateBytes = 1 << 20 } };
        await bench.Apply(options);
        new FileInfo(path).Length.ShouldBe(1 << 20);

        await bench.Apply(options with { Backing = options.Backing with { CreateBytes = 1 << 10 } });
        new FileInfo(path).Length.ShouldBe(1 << 20);
        bench.Status("disk1").Device!.SizeBytes.ShouldBe(1 << 20);
    }

    [Fact]
    public async Task Target_Removed_ClosesItsFileAndGivesBackTheClaim()
    {
        await using var bench = new HostBench();
        var image = bench.Image();
        await bench.Apply(Sample.Options(image.Path));
        Should.Throw<NativeException>(() => OpenForWriting(image.Path)).Errno.ShouldBe(Errno.EAGAIN, "the target holds its lock");
        await bench.Apply();

        bench.Host.Status().ShouldBeEmpty();
        OpenForWriting(image.Path);
        await bench.Apply(Sample.Options(image.Path, "another"));
        bench.DeviceReady("another").State.ShouldBe(ConditionState.True);
    }

    [Fact]
    public async Task Target_Suspended_IsWithdrawnAndComesBack()
    {
        await using var bench = new HostBench();
        var image = bench.Image();
        var options = Sample.Options(image.Path);
        await bench.Apply(options);
        await bench.Apply(options with { Suspend = true });
        bench.Status("disk1").Condition("Exported")!.Reason.ShouldBe("Suspended");
        bench.Status("disk1").Condition("Ready")!.Reason.ShouldBe("Suspended");
        await bench.TickAsync(RetryInterval, options with { Suspend = true });
        bench.Status("disk1").Condition("Exported")!.Reason.ShouldBe("Suspended", "nothing tries to bring it back");

        await bench.Apply(options);
        bench.DeviceReady("disk1").State.ShouldBe(ConditionState.True);
    }

    [Fact]
    public async Task SecondTarget_OnTheSameFile_IsRefusedByNameUntilTheFirstIsGone()
    {
        await using var bench = new HostBench();
        var image = bench.Image();
        var first = Sample.Options(image.Path, "first");
        var second = Sample.Options(image.Path, "second", slot: 2);
        await bench.Apply(first, second);
        bench.DeviceReady("first").State.ShouldBe(ConditionState.True);
        bench.DeviceReady("second").Reason.ShouldBe(RefusalReasons.AlreadyExported);
        bench.DeviceReady("second").Message.ShouldContain("first");

        await bench.Apply(second);
        await bench.TickAsync(RetryInterval, second);
        bench.DeviceReady("second").State.ShouldBe(ConditionState.True);
    }

    [Fact]
    public async Task Targets_BeyondThePolicysNumber_AreRefused()
    {
        await using var bench = new HostBench(o => o with { Policy = o.Policy with { MaxTargets = 2 } });
        var targets = Enumerable.Range(0, 3).Select(i => Sample.Options(bench.Image().Path, $"disk{i}", slot: (byte)i)).ToArray();
        await bench.Apply(targets);
        targets.Count(t => bench.DeviceReady(t.Name).State == ConditionState.True).ShouldBe(2);
        bench.DeviceReady("disk2").Reason.ShouldBe(RefusalReasons.NotAllowed);
        bench.DeviceReady("disk2").Message.ShouldContain("2 targets");

        await bench.Apply(targets[1..]);
        await bench.TickAsync(RetryInterval, targets[1..]);
        bench.DeviceReady("disk2").State.ShouldBe(ConditionState.True);
    }

    [Fact]
    public async Task Target_AppliedUnchanged_IsNotTouched()
    {
        await using var bench = new HostBench();
        var options = Sample.Options(bench.Image().Path);
        await bench.Apply(options);
        await bench.Apply(options with { Interfaces = [.. options.Interfaces] });
        bench.Log.Count(Withdrawn).ShouldBe(0);

        await bench.Apply(options with { ReadOnly = true });
        bench.Log.Count(Withdrawn).ShouldBe(1);
    }

    [Fact]
    public async Task Target_WithADamagedStateFile_IsRefusedAndNamesIt()
    {
        await using var bench = new HostBench();
        await File.WriteAllTextAsync(Path.Combine(bench.StateFolder, "targets", "disk1.json"), """{"version":1,"mask":["x"]}""");
        await bench.Apply(Sample.Options(bench.Image().Path) with { Uid = Guid.Empty });

        bench.DeviceReady("disk1").Reason.ShouldBe(RefusalReasons.OpenFailed);
        bench.DeviceReady("disk1").Message.ShouldContain("disk1.json");
    }

    [Fact]
    public async Task Host_Disposed_GivesEverythingBack()
    {
        var bench = new HostBench();
        var image = bench.Image();
        await bench.Apply(Sample.Options(image.Path));
        await bench.Host.DisposeAsync();

        OpenForWriting(image.Path);
        await Should.ThrowAsync<ObjectDisposedException>(() => bench.Apply());
    }

    private const int Withdrawn = 101;

    private static void OpenForWriting(string path) => BlockFile.Open(path, new BlockFileOptions()).Dispose();
}
