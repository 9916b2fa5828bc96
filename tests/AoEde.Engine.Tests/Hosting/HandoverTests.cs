using AoEde.Engine.State;
using AoEde.Engine.Tests.Bench;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Hosting;

/// <summary>Targets that go to another host, and that come from one.</summary>
public sealed class HandoverTests
{
    private static readonly SoftStateCopy Copy = new() { ConfigString = "moved"u8.ToArray(), Mask = [Sample.Mac(3)], Reservation = [Sample.Mac(3)] };

    [Fact]
    public async Task Withdraw_OpenTarget_ClosesItAndSaysWhatInitiatorsSet()
    {
        await using var bench = new HostBench();
        var options = Sample.Options(bench.Image().Path) with { ConfigString = "hello" };
        await bench.Apply(options);

        var copy = await bench.Host.WithdrawAsync(options, evenFrozen: false, CancellationToken.None);

        copy.ShouldNotBeNull().ConfigString.ToArray().ShouldBe("hello"u8.ToArray());
        bench.Host.Status().ShouldBeEmpty();
        using var free = BlockFile.Open(options.Backing.Path, new BlockFileOptions());
    }

    [Fact]
    public async Task Withdraw_TargetThatIsNotOpen_SaysWhatIsStored()
    {
        await using var bench = new HostBench();
        var options = Sample.Options(bench.Image().Path);
        (await bench.Host.WithdrawAsync(options, false, CancellationToken.None)).ShouldBeNull("nothing was ever stored");

        await bench.Host.ImportAsync(options, Copy, CancellationToken.None);
        (await bench.Host.WithdrawAsync(options, false, CancellationToken.None))!.Mask.ShouldBe(Copy.Mask);
    }

    [Fact]
    public async Task Withdraw_FrozenTarget_IsRefusedAndItStaysOpen()
    {
        await using var bench = new HostBench();
        var options = Sample.Options(bench.Image().Path);
        await bench.Apply(options);
        await bench.Host.FreezeAsync(new FreezeRequest { Id = "nightly", Targets = ["disk1"] }, CancellationToken.None);

        await Should.ThrowAsync<FreezeException>(() => bench.Host.WithdrawAsync(options, false, CancellationToken.None));
        bench.DeviceReady("disk1").State.ShouldBe(ConditionState.True);

        // Also when it is not open: what is stored tells of the shadow.
        await bench.Apply();
        await Should.ThrowAsync<FreezeException>(() => bench.Host.WithdrawAsync(options, false, CancellationToken.None));
    }

    [Fact]
    public async Task Import_BeforeOpening_IsInForceAndKeepsWhatIsKnownOfTheDevice()
    {
        await using var bench = new HostBench();
        var options = Sample.Options(bench.Image(sectors: 64).Path) with { ConfigString = "of the manifest" };
        await bench.Apply(options);
        await bench.Host.WithdrawAsync(options, false, CancellationToken.None);

        await bench.Host.ImportAsync(options, Copy, CancellationToken.None);
        await bench.Apply(options);

        var status = bench.Status("disk1");
        status.ConfigString.ShouldBe("moved");
        status.MaskList.ShouldBe(Copy.Mask);
        status.ReservedBy.ShouldBe(Copy.Reservation);
        new SoftStateStore(bench.StateFolder).Load("disk1", options.Uid)!.RecordedBytes.ShouldBe(64 * 512);
    }

    [Fact]
    public async Task Forget_FrozenTargetThatWasTakenAway_LeavesItsShadowUnderAnotherName()
    {
        await using var bench = new HostBench();
        var options = Sample.Options(bench.Image().Path);
        await bench.Apply(options);
        await bench.Host.FreezeAsync(new FreezeRequest { Id = "nightly", Targets = ["disk1"] }, CancellationToken.None);
        await bench.Host.WithdrawAsync(options, evenFrozen: true, CancellationToken.None);

        string? aside = await bench.Host.ForgetAsync(options, CancellationToken.None);
        File.Exists(aside).ShouldBeTrue();
        new SoftStateStore(bench.StateFolder).Load("disk1", options.Uid).ShouldBeNull();

        // It comes back as it is elsewhere now, not with the writes that were left here.
        await bench.Apply(options);
        bench.Status("disk1").Freeze.State.ShouldBe(FreezeState.Thawed);
    }

    [Fact]
    public async Task Forget_NothingKnown_IsFine()
    {
        await using var bench = new HostBench();
        (await bench.Host.ForgetAsync(Sample.Options("/nowhere.img"), CancellationToken.None)).ShouldBeNull();
    }
}
