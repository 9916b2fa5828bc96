using AoEde.Api;
using AoEde.Engine;
using AoEde.NodeAgent.Freezes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.NodeAgent.Tests.Freezes;

/// <summary>The story of freezes, from asking to history.</summary>
public sealed class FreezeBookTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly EngineStandIn _engine;
    private readonly FreezeBook _book;

    public FreezeBookTests()
    {
        _engine = new EngineStandIn(_time);
        _engine.Serve("a", "b");
        _book = new FreezeBook(_engine, _folder.Path, _time, "host-a", NullLogger.Instance);
    }

    public Task InitializeAsync() => _book.StartAsync();

    public async Task DisposeAsync()
    {
        await _book.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Create_TwoTargets_AreFrozenAsOneAndShown()
    {
        var (freeze, isNew) = await _book.CreateAsync(Wanted.Of("nightly", "a", "b"));

        isNew.ShouldBeTrue();
        _engine.Calls.ShouldBe(["freeze nightly a+b for unnamed  alone"]);
        Wanted.Said(freeze).ShouldBe("Frozen Frozen=True/Frozen Complete=False/InForce Valid=True/Untouched");
        freeze.Status!.FrozenAt.ShouldBe(_time.GetUtcNow());
        freeze.Status.ExpiresAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromHours(1));
        freeze.Metadata.CreationTimestamp.ShouldBe(_time.GetUtcNow());
        freeze.Status.Targets!.ShouldBe(
        [
            new() { Name = "a", NodeName = "host-a", FrozenAt = _time.GetUtcNow(), ShadowBytes = 4096, Sequence = 7, ViewAddress = "e9.201", DevicePath = "/dev/sdb" },
            new() { Name = "b", NodeName = "host-a", FrozenAt = _time.GetUtcNow(), ShadowBytes = 4096, Sequence = 7, ViewAddress = "e9.201", DevicePath = "/dev/sdb" },
        ]);
    }

    [Fact]
    public async Task Create_WithTtlHolderAndJoin_AsksTheEngineForThem()
    {
        await _book.CreateAsync(Wanted.With(Wanted.Of("n", "a"), s => s with { Ttl = "5m", Holder = "me", Join = "Existing" }));
        _engine.Calls.ShouldBe(["freeze n a for me 00:05:00 join"]);
    }

    [Fact]
    public async Task Create_TheSameAgain_IsAnsweredAsItIs()
    {
        var (first, _) = await _book.CreateAsync(Wanted.Of("n", "a", "b"));
        var (again, isNew) = await _book.CreateAsync(Wanted.Of("n", "b", "a"));

        isNew.ShouldBeFalse();
        again.Metadata.Uid.ShouldBe(first.Metadata.Uid);
        _engine.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Create_SameNameForSomethingElse_IsAConflict()
    {
        await _book.CreateAsync(Wanted.Of("n", "a"));
        var refusal = await Should.ThrowAsync<FreezeRefusal>(() => _book.CreateAsync(Wanted.Of("n", "b")));
        refusal.Reason.ShouldBe("Conflict");
        refusal.Freeze!.Spec.Targets.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Create_TwiceAtOnce_AsksTheEngineOnce()
    {
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        _engine.WhileFreezing = () =>
        {
            begun.SetResult();
            return go.Task;
        };
        var first = _book.CreateAsync(Wanted.Of("n", "a"));
        await begun.Task;
        var second = _book.CreateAsync(Wanted.Of("n", "a"));
        Wanted.Said(_book.Find("n")!).ShouldStartWith("Freezing Frozen=False/Freezing");
        second.IsCompleted.ShouldBeFalse();

        go.SetResult();
        (await first).IsNew.ShouldBeTrue();
        (await second).IsNew.ShouldBeFalse();
        Wanted.Said((await second).Freeze).ShouldStartWith("Frozen ");
        _engine.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Create_EngineRefuses_IsFailedWithItsReasonAndMayBeAskedAgain()
    {
        _engine.Refusal = new FreezeException("Merging", "a is still merging; wait");

        var refusal = await Should.ThrowAsync<FreezeRefusal>(() => _book.CreateAsync(Wanted.Of("n", "a")));

        (refusal.Reason, refusal.Message).ShouldBe(("Merging", "a is still merging; wait"));
        Wanted.Said(refusal.Freeze!).ShouldBe("Failed Frozen=False/Merging Complete=True/Failed Valid=False/Failed");
        _engine.Refusal = null;
        (await _book.CreateAsync(Wanted.Of("n", "a"))).IsNew.ShouldBeTrue();
    }

    [Fact]
    public async Task Renew_HeartbeatOrTtl_MovesTheDeadline()
    {
        await _book.CreateAsync(Wanted.With(Wanted.Of("n", "a"), s => s with { Ttl = "5m" }));
        _time.Advance(TimeSpan.FromMinutes(4));

        var renewed = await _book.UpdateAsync("n", old => Wanted.With(old, s => s with { RenewTime = "2026-11-21T09:04:00Z" }));
        renewed.Status!.ExpiresAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromMinutes(5));
        var longer = await _book.UpdateAsync("n", old => Wanted.With(old, s => s with { Ttl = "20m" }));
        longer.Status!.ExpiresAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromMinutes(20));

        await _book.UpdateAsync("n", old => old);
        _engine.Calls.Skip(1).ShouldBe(["renew n 00:05:00", "renew n 00:20:00"]);
    }

    [Fact]
    public async Task Release_NothingToMerge_IsReleasedAndValid()
    {
        await _book.CreateAsync(Wanted.Of("n", "a"));
        Wanted.Said(await Release("n")).ShouldBe("Released Frozen=False/Thawed Complete=True/Released Valid=True/Untouched");
        Wanted.Said(await Release("n")).ShouldStartWith("Released ");
        _engine.Calls.Count(call => call == "release n").ShouldBe(1);
    }

    [Fact]
    public async Task Release_WhileShadowsMerge_IsThawingUntilTheyHave()
    {
        _engine.MergesAtOnce = false;
        await _book.CreateAsync(Wanted.Of("n", "a", "b"));

        Wanted.Said(await Release("n")).ShouldBe("Thawing Frozen=False/Merging Complete=False/Released Valid=True/Untouched");
        _engine.FinishMerging("a");
        _book.Find("n")!.Status!.Phase.ShouldBe("Thawing", "b is still merging");
        _engine.FinishMerging("b");
        await Eventually("Released Frozen=False/Thawed Complete=True/Released Valid=True/Untouched");
    }

    [Fact]
    public async Task Find_MergedButNotToldYet_ShowsWhatTheTargetShows()
    {
        _engine.MergesAtOnce = false;
        await _book.CreateAsync(Wanted.Of("n", "a"));
        await Release("n");
        _engine.FinishMerging("a", isTold: false);
        _book.Find("n")!.Status!.Phase.ShouldBe("Released");
    }

    [Fact]
    public async Task Renew_AfterRelease_SaysWhyNot()
    {
        await _book.CreateAsync(Wanted.Of("n", "a"));
        await Release("n");
        var refusal = await Should.ThrowAsync<FreezeRefusal>(() => _book.UpdateAsync("n", old => Wanted.With(old, s => s with { Ttl = "5m" })));
        refusal.Reason.ShouldBe("Released");
    }

    [Fact]
    public async Task Engine_TimeRanOut_IsExpiredAndValidForItsTime()
    {
        await _book.CreateAsync(Wanted.Of("n", "a", "b"));
        _engine.End("n", "a", HoldEnd.Expired, "not renewed");
        _book.Find("n")!.Status!.Phase.ShouldBe("Frozen", "one target is still held");
        _engine.End("n", "b", HoldEnd.Expired, "not renewed", isMerging: true);
        await Eventually("Thawing Frozen=False/Merging Complete=False/Expired Valid=True/Untouched");
        _engine.FinishMerging("b");
        await Eventually("Expired Frozen=False/Expired Complete=True/Expired Valid=True/Untouched");
    }

    [Fact]
    public async Task Engine_OneOfAGroupBreaks_TheGroupIsBrokenAndTheRestLetGo()
    {
        await _book.CreateAsync(Wanted.Of("n", "a", "b"));
        _engine.End("n", "a", HoldEnd.Broken, "the shadow is full", isMerging: true);
        await Eventually("Broken Frozen=False/Broken Complete=True/Broken Valid=False/Broken");
        await Until(() => _engine.Calls.Contains("release n"));
        _book.Find("n")!.Status!.Condition("Valid")!.Message.ShouldBe("a: the shadow is full");
    }

    [Fact]
    public async Task Release_OfWhatExpiredAMomentBefore_SaysExpired()
    {
        await _book.CreateAsync(Wanted.Of("n", "a"));

        // The hold is gone from the engine; what it told of that is not taken in yet.
        _engine.End("n", "a", HoldEnd.Expired, "not renewed");
        var freeze = await Release("n");

        freeze.Status!.Condition("Complete")!.Reason.ShouldBeOneOf("Expired", "Broken");
        freeze.Status.Phase.ShouldNotBe("Released");
    }

    [Fact]
    public async Task Delete_InForce_ReleasesAndForgets()
    {
        await _book.CreateAsync(Wanted.Of("n", "a"));
        Wanted.Said(await _book.DeleteAsync("n")).ShouldStartWith("Released ");
        _book.Find("n").ShouldBeNull();
        Directory.EnumerateFiles(_folder.File("freezes")).ShouldBeEmpty();
        (await Should.ThrowAsync<FreezeRefusal>(() => _book.DeleteAsync("n"))).Reason.ShouldBe("NotFound");
    }

    [Fact]
    public async Task History_Ended_IsKeptForItsTimeAndTheNameMayBeUsedAgain()
    {
        await _book.CreateAsync(Wanted.With(Wanted.Of("n", "a"), s => s with { HistoryTtl = "1h" }));
        await Release("n");
        _time.Advance(TimeSpan.FromMinutes(59));
        _book.List().Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromMinutes(1));
        _book.List().ShouldBeEmpty();

        await _book.CreateAsync(Wanted.Of("n", "a"));
        await Release("n");
        (await _book.CreateAsync(Wanted.Of("n", "b"))).IsNew.ShouldBeTrue();
    }

    [Fact]
    public async Task History_ManyEnded_IsBounded()
    {
        _engine.Refusal = new FreezeException("Disabled", "no");
        for (var i = 0; i < 300; i++)
            await Should.ThrowAsync<FreezeRefusal>(() => _book.CreateAsync(Wanted.Of($"n{i}", "a")));
        _book.List().Count.ShouldBe(256);
    }

    private Task<AoEFreeze> Release(string name) => _book.UpdateAsync(name, old => Wanted.With(old, s => s with { Release = true }));

    private async Task Eventually(string said)
    {
        await Until(() => Wanted.Said(_book.Find("n")!) == said);
        Wanted.Said(_book.Find("n")!).ShouldBe(said);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 2000 && !condition(); i++)
            await Task.Delay(5);
    }
}
