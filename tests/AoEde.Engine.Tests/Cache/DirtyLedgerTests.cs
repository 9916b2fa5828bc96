using AoEde.Engine.Cache;

namespace AoEde.Engine.Tests.Cache;

/// <summary>What may be acknowledged early, and when a sync is due.</summary>
public sealed class DirtyLedgerTests
{
    private readonly DirtyLedger _ledger = new(maximumBytes: 4096, maximumAge: 1000);

    [Fact]
    public void Enter_UpToTheBound_IsTakenAndNotAByteMore()
    {
        _ledger.TryEnter(4096 - 512, now: 0).ShouldBeTrue();
        _ledger.TryEnter(1024, now: 0).ShouldBeFalse();
        _ledger.TryEnter(512, now: 0).ShouldBeTrue();
        _ledger.TryEnter(512, now: 0).ShouldBeFalse();
        _ledger.Bytes.ShouldBe(4096);
    }

    [Fact]
    public void Enter_LargerThanTheBound_IsNeverTaken() => _ledger.TryEnter(8192, now: 0).ShouldBeFalse();

    [Fact]
    public void Enter_WhileTheSyncRuns_CountsBesideWhatItCovers()
    {
        _ledger.TryEnter(3072, now: 0);
        _ledger.BeginSync(now: 0);
        _ledger.TryEnter(1024, now: 5).ShouldBeTrue();
        _ledger.TryEnter(512, now: 6).ShouldBeFalse();
        _ledger.EndSync(now: 0);
        _ledger.Bytes.ShouldBe(1024, "what entered meanwhile is not covered");
        _ledger.TryEnter(3072, now: 7).ShouldBeTrue();
    }

    [Fact]
    public void Enter_WhileTheOldestIsTooOld_IsRefusedUntilTheSyncEnds()
    {
        _ledger.TryEnter(512, now: 100);
        _ledger.BeginSync(now: 0);
        _ledger.TryEnter(512, now: 1099).ShouldBeTrue();
        _ledger.TryEnter(512, now: 1100).ShouldBeFalse();
        _ledger.EndSync(now: 0);
        _ledger.TryEnter(512, now: 1100).ShouldBeTrue();
    }

    [Fact]
    public void Due_Clean_IsNever() => _ledger.DueAt().ShouldBe(long.MaxValue);

    [Fact]
    public void Due_LittleIsUnstable_IsHalfTheAgeAfterTheOldest()
    {
        _ledger.TryEnter(512, now: 100);
        _ledger.TryEnter(512, now: 400);
        _ledger.DueAt().ShouldBe(600);
    }

    [Fact]
    public void Due_HalfTheBytesAreUnstable_IsAtOnce()
    {
        _ledger.TryEnter(2048, now: 100);
        _ledger.DueAt().ShouldBe(long.MinValue);
    }

    [Fact]
    public void Due_AfterASyncBegan_CountsOnlyWhatEnteredSince()
    {
        _ledger.TryEnter(2048, now: 100);
        _ledger.BeginSync(now: 0);
        _ledger.DueAt().ShouldBe(long.MaxValue);
        _ledger.TryEnter(512, now: 300);
        _ledger.DueAt().ShouldBe(800);
        _ledger.OldestSince.ShouldBe(100);
        _ledger.EndSync(now: 0);
        _ledger.OldestSince.ShouldBe(300);
    }

    [Fact]
    public void Clear_WhileASyncRuns_LeavesNothingForItsEnd()
    {
        _ledger.TryEnter(2048, now: 0);
        _ledger.BeginSync(now: 0);
        _ledger.TryEnter(512, now: 0);
        _ledger.Clear().ShouldBe(2560);
        _ledger.TryEnter(1024, now: 0);
        _ledger.EndSync(now: 0);
        _ledger.Bytes.ShouldBe(1024);
    }

    [Fact]
    public void Enter_AtADeviceWhoseSyncWasSlow_IsTakenForAsMuchAsItStoresInHalfTheAge()
    {
        var ledger = new DirtyLedger(maximumBytes: 64 << 20, maximumAge: 1000);
        ledger.TryEnter(4 << 20, now: 0).ShouldBeTrue();
        ledger.DueAt().ShouldBe(long.MinValue, "half of what a device gets of which nothing is known");
        ledger.BeginSync(now: 100);
        ledger.EndSync(now: 1100);

        ledger.TryEnter(2 << 20, now: 1100).ShouldBeTrue();
        ledger.TryEnter(512, now: 1100).ShouldBeFalse();
    }

    [Fact]
    public void Enter_AtADeviceThatKeepsUp_IsTakenUpToTheBoundAfterThreeSyncs()
    {
        var ledger = new DirtyLedger(maximumBytes: 64 << 20, maximumAge: 1000);
        foreach (int half in new[] { 4 << 20, 8 << 20, 16 << 20 })
        {
            ledger.TryEnter(half, now: 0).ShouldBeTrue();
            ledger.BeginSync(now: 0);
            ledger.EndSync(now: 10);
        }

        ledger.TryEnter(64 << 20, now: 20).ShouldBeTrue();
        ledger.TryEnter(512, now: 20).ShouldBeFalse();
    }
}
