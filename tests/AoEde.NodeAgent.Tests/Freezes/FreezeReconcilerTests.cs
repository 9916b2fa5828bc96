using AoEde.Engine;
using AoEde.NodeAgent.Freezes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.NodeAgent.Tests.Freezes;

/// <summary>A book that is opened again, and an engine that holds what the book says, or does not.</summary>
public sealed class FreezeReconcilerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly EngineStandIn _before;
    private readonly EngineStandIn _after;
    private FreezeBook? _book;

    public FreezeReconcilerTests()
    {
        _before = new EngineStandIn(_time);
        _before.Serve("a", "b");
        _after = new EngineStandIn(_time);
        _after.Serve("a", "b");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_book is not null)
            await _book.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Frozen_EngineHoldsIt_StaysFrozenSinceThen()
    {
        await Before(book => book.CreateAsync(Wanted.Of("n", "a")));
        _after.Hold("n", "a");
        _time.Advance(TimeSpan.FromMinutes(1));

        var freeze = await After();
        Wanted.Said(freeze).ShouldBe("Frozen Frozen=True/Frozen Complete=False/InForce Valid=True/Untouched");
        freeze.Status!.Condition("Frozen")!.LastTransitionTime.ShouldBe(_time.GetUtcNow() - TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Frozen_EngineLostIt_IsBrokenAndNotValid()
    {
        await Before(book => book.CreateAsync(Wanted.Of("n", "a", "b")));
        _after.Hold("n", "a");

        Wanted.Said(await After()).ShouldBe("Broken Frozen=False/Broken Complete=True/Broken Valid=False/Broken");
    }

    [Fact]
    public async Task Freezing_JustAdded_IsLeftToWhoAddsIt()
    {
        var shelf = new FreezeShelf(new FreezeRecords(_folder.Path, NullLogger.Instance), NullLogger.Instance);
        var entry = shelf.TryAdd(FreezeStory.Freezing(Wanted.Of("n", "a"), _time.GetUtcNow()), isHeld: true)!;

        await new FreezeReconciler(shelf, _after, _time, "host", NullLogger.Instance).RunAsync();

        entry.Freeze.Status!.Phase.ShouldBe("Freezing", "the engine is about to hold it");
    }

    [Fact]
    public async Task Frozen_ShadowLost_IsBrokenWithThatReason()
    {
        await Before(book => book.CreateAsync(Wanted.Of("n", "a")));
        _after.Close("a", "ShadowLost");

        var freeze = await After();
        freeze.Status!.Phase.ShouldBe("Broken");
        freeze.Status.Condition("Valid")!.Message.ShouldBe("a: ShadowLost it is.");
    }

    [Fact]
    public async Task Frozen_ExpiredWhileTheAgentWasAway_IsExpired()
    {
        await Before(book => book.CreateAsync(Wanted.Of("n", "a")));
        _after.Hold("n", "a");
        var book = Open();

        // The engine tells while it opens the target, which is before the book may judge.
        _after.End("n", "a", HoldEnd.Expired, "its time ran out", isMerging: true);
        await book.StartAsync();

        Wanted.Said(book.Find("n")!).ShouldBe("Thawing Frozen=False/Merging Complete=False/Expired Valid=True/Untouched");
    }

    [Theory]
    [InlineData("NotFound")]
    [InlineData("Starting")]
    public async Task Frozen_TargetNotOpenYet_IsNotJudgedUntilItIs(string reason)
    {
        await Before(book => book.CreateAsync(Wanted.Of("n", "a")));
        _after.Close("a", reason);
        Wanted.Said(await After()).ShouldBe($"Frozen Frozen=Unknown/{reason} Complete=False/InForce Valid=True/Untouched");

        _after.Serve("a");
        _after.Hold("n", "a");
        _after.RaiseChanged();
        await Until(() => Wanted.Said(_book!.Find("n")!) == "Frozen Frozen=True/Frozen Complete=False/InForce Valid=True/Untouched");
    }

    [Fact]
    public async Task Frozen_TargetTakenOutOfTheManifests_IsNotJudged()
    {
        await Before(book => book.CreateAsync(Wanted.Of("n", "a")));
        _after.Drop("a");
        Wanted.Said(await After()).ShouldStartWith("Frozen Frozen=Unknown/NotFound");
    }

    [Fact]
    public async Task Freezing_InterruptedBeforeTheEngineHeldIt_Failed()
    {
        await Interrupted();
        Wanted.Said(await After()).ShouldStartWith("Failed Frozen=False/Failed Complete=True/Failed Valid=False");
    }

    [Fact]
    public async Task Freezing_InterruptedAfterTheEngineHeldIt_IsFrozen()
    {
        await Interrupted();
        _after.Hold("n", "a");
        Wanted.Said(await After()).ShouldBe("Frozen Frozen=True/Frozen Complete=False/InForce Valid=True/Untouched");
    }

    [Fact]
    public async Task Thawing_MergeWentOn_IsReleasedWhenItIsDone()
    {
        _before.MergesAtOnce = false;
        await Before(async book =>
        {
            await book.CreateAsync(Wanted.Of("n", "a"));
            await book.UpdateAsync("n", old => Wanted.With(old, s => s with { Release = true }));
        });

        (await After()).Status!.Phase.ShouldBe("Released");
    }

    [Fact]
    public async Task Released_EngineStillHoldsIt_IsReleasedAgain()
    {
        await Before(async book =>
        {
            await book.CreateAsync(Wanted.Of("n", "a"));
            await book.UpdateAsync("n", old => Wanted.With(old, s => s with { Release = true }));
        });
        _after.Hold("n", "a");

        Wanted.Said(await After()).ShouldStartWith("Released ");
        _after.Calls.ShouldBe(["release n"]);
    }

    [Fact]
    public async Task Hold_WithoutARecord_IsWrittenAnewAndStored()
    {
        _after.Hold("n", "b", "restic", TimeSpan.FromSeconds(90.0001));
        _after.Hold("n", "a", "restic", TimeSpan.FromSeconds(90.0001));

        var freeze = await After();
        Wanted.Said(freeze).ShouldBe("Frozen Frozen=True/Frozen Complete=False/InForce Valid=True/Untouched");
        (string.Join('+', freeze.Spec.Targets), freeze.Spec.Holder, freeze.Spec.Ttl).ShouldBe(("a+b", "restic", "1m30s"));
        File.Exists(Record).ShouldBeTrue();
    }

    [Fact]
    public async Task Hold_WithANameNoFreezeCanHave_IsLeftAlone()
    {
        _after.Hold("../x", "a");
        _book = Open();
        await _book.StartAsync();
        _book.List().ShouldBeEmpty();
        _after.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"metadata\":{\"name\":\"other\"},\"status\":{}}")]
    [InlineData("{\"metadata\":{\"name\":\"n\"}}")]
    public async Task Record_ThatCannotBeRead_IsSetAsideAndTheHoldCounts(string text)
    {
        Directory.CreateDirectory(_folder.File("freezes"));
        File.WriteAllText(Record, text);
        _after.Hold("n", "a");

        Wanted.Said(await After()).ShouldStartWith("Frozen ");
        File.ReadAllText(Record + ".unreadable").ShouldBe(text);
    }

    private string Record => _folder.File("freezes/n.json");

    private async Task Before(Func<FreezeBook, Task> act)
    {
        await using var book = new FreezeBook(_before, _folder.Path, _time, "host-a", NullLogger.Instance);
        await book.StartAsync();
        await act(book);
    }

    // The record as it is while the engine works is all that a kill leaves.
    private async Task Interrupted()
    {
        var left = "";
        _before.WhileFreezing = () =>
        {
            left = File.ReadAllText(Record);
            return Task.CompletedTask;
        };
        await Before(book => book.CreateAsync(Wanted.Of("n", "a")));
        File.WriteAllText(Record, left);
    }

    private FreezeBook Open() => _book = new FreezeBook(_after, _folder.Path, _time, "host-a", NullLogger.Instance);

    private async Task<AoEde.Api.AoEFreeze> After()
    {
        await Open().StartAsync();
        return _book!.Find("n").ShouldNotBeNull();
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 2000 && !condition(); i++)
            await Task.Delay(5);
        condition().ShouldBeTrue();
    }
}
