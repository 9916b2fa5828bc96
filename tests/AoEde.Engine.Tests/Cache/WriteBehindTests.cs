using AoEde.Native;

namespace AoEde.Engine.Tests.Cache;

/// <summary>What waits for which sync, who is told of a failure, and when the syncing thread is woken.</summary>
public sealed class WriteBehindTests : IDisposable
{
    private readonly WriteBehindBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Write_WithinTheBounds_IsAcknowledgedAndNothingIsDueYet()
    {
        _bench.Write().ShouldBeTrue();
        _bench.Behind.TryBeginSync(out int milliseconds).ShouldBeFalse();
        milliseconds.ShouldBeInRange(2000, 2001, "half the age");
        _bench.Behind.UnstableBytes.ShouldBe(512);
    }

    [Fact]
    public void Nothing_Written_SleepsUntilItIsWoken()
    {
        _bench.Behind.TryBeginSync(out int milliseconds).ShouldBeFalse();
        milliseconds.ShouldBe(-1);
    }

    [Fact]
    public void Write_BeyondTheBytes_GoesHomeWithTheNextSync()
    {
        for (int i = 0; i < 16; i++)
            _bench.Write().ShouldBeTrue();
        var late = _bench.Written();
        _bench.Behind.TryAcknowledge(late).ShouldBeFalse();
        _bench.Home().ShouldBeEmpty();
        _bench.Sync();

        _bench.Home().ShouldBe([(late, 0)]);
        _bench.Behind.UnstableBytes.ShouldBe(0);
    }

    [Fact]
    public void Flush_WhileASyncRuns_WaitsForTheNextOne()
    {
        _bench.Flush();
        _bench.Behind.TryBeginSync(out _).ShouldBeTrue();
        _bench.Write();
        var second = _bench.Flush();
        _bench.EndSync(0);
        _bench.Home().Select(h => h.Request).ShouldNotContain(second);
        _bench.Behind.UnstableBytes.ShouldBe(512, "the sync began before it was written");

        _bench.Sync();
        _bench.Home().ShouldBe([(second, 0)]);
        _bench.Behind.UnstableBytes.ShouldBe(0);
    }

    [Fact]
    public void Age_WithoutAnyTraffic_MakesASyncDue()
    {
        _bench.Write();
        _bench.Time.Advance(TimeSpan.FromSeconds(1.999));
        _bench.Behind.TryBeginSync(out int milliseconds).ShouldBeFalse();
        milliseconds.ShouldBeInRange(1, 2);
        _bench.Time.Advance(TimeSpan.FromSeconds(0.001));
        _bench.Behind.TryBeginSync(out _).ShouldBeTrue();
    }

    [Fact]
    public void Thread_Sleeping_IsWokenOncePerSync()
    {
        _bench.Behind.TryBeginSync(out _);
        _bench.Write();
        _bench.Wakes.ShouldBe(1, "it must learn until when it may sleep");
        _bench.Behind.TryBeginSync(out _).ShouldBeFalse();
        for (int i = 0; i < 6; i++)
            _bench.Write();
        _bench.Wakes.ShouldBe(1);
        _bench.Write();
        _bench.Wakes.ShouldBe(2, "half the bytes");
        _bench.Write();
        _bench.Flush();
        _bench.Wakes.ShouldBe(2);
        _bench.Behind.TryBeginSync(out _).ShouldBeTrue();
        _bench.Write();
        _bench.Flush();
        _bench.Wakes.ShouldBe(2, "while it syncs it looks again by itself");
    }

    [Fact]
    public void Sync_Failed_FailsWhatWaitedAndTheNextFlushOfEachInitiatorOnce()
    {
        _bench.Write();
        var flush = _bench.Flush();
        _bench.Behind.TryBeginSync(out _).ShouldBeTrue();
        _bench.EndSync(Errno.EIO).ShouldBe(512);
        _bench.Home().ShouldBe([(flush, Errno.EIO)], "it was told with that");

        var (mine, others) = (_bench.Flush(1), _bench.Flush(2));
        _bench.Sync();
        _bench.Home().ShouldBe([(mine, 0), (others, Errno.EIO)]);
        var again = _bench.Flush(2);
        _bench.Sync();
        _bench.Home().ShouldBe([(again, 0)]);
        _bench.Behind.LostBytes.ShouldBe(512);
        _bench.Behind.Failures.ShouldBe(1);
    }

    [Fact]
    public void Sync_FailedWithNothingAcknowledged_IsNobodysLoss()
    {
        var flush = _bench.Flush(1);
        _bench.Sync(Errno.ENOSPC);
        var other = _bench.Flush(2);
        _bench.Sync();
        _bench.Home().ShouldBe([(flush, Errno.ENOSPC), (other, 0)]);
    }

    [Fact]
    public void Write_AtTheDeviceWhileASyncFails_IsNotAcknowledgedEarlyAndFails()
    {
        var write = _bench.Written();
        _bench.Flush();
        _bench.Sync(Errno.EIO);
        _bench.Home();

        _bench.Behind.TryAcknowledge(write).ShouldBeFalse("the failure may have been about its data");
        _bench.Sync();
        _bench.Home().ShouldBe([(write, Errno.EIO)]);
    }

    [Fact]
    public void Writes_AcknowledgedWhileASyncFails_AreLostWithIt()
    {
        _bench.Write();
        _bench.Flush();
        _bench.Behind.TryBeginSync(out _).ShouldBeTrue();
        _bench.Write();
        _bench.EndSync(Errno.EIO).ShouldBe(1024);
        _bench.Behind.UnstableBytes.ShouldBe(0);
    }

    [Fact]
    public void Sync_FailedElsewhere_IsToldLikeOneOfItsOwn()
    {
        _bench.Write();
        _bench.Behind.NoteFailedSync();
        _bench.Behind.LostBytes.ShouldBe(512);
        var flush = _bench.Flush();
        _bench.Sync();
        _bench.Home().ShouldBe([(flush, Errno.EIO)]);
    }
}
