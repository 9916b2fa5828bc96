using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Engine;
using AoEde.Kube.Models;
using AoEde.NodeAgent.Cluster.Freezing;
using AoEde.NodeAgent.Freezes;
using AoEde.NodeAgent.Tests.Freezes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.NodeAgent.Tests.Cluster;

public sealed class FreezeDeskTests : IAsyncLifetime
{
    private const string Uid = "7d444840-9dc0-41d1-b245-5ffdce74fad2";
    private const string Id = "backup.nightly." + Uid;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly EngineStandIn _engine;
    private readonly FreezeBook _book;
    private readonly FreezeDesk _desk;

    public FreezeDeskTests()
    {
        _engine = new EngineStandIn(_time);
        _engine.Serve("a");
        _book = new FreezeBook(_engine, _folder.Path, _time, "worker-1", NullLogger.Instance);
        _desk = new FreezeDesk(_book, new TtlLimits(_ => null), new ViewWait(_engine, _ => null, _time), _time, NullLogger.Instance);
    }

    public Task InitializeAsync() => _book.StartAsync();

    public async Task DisposeAsync()
    {
        await _book.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Act_New_FreezesUnderANameOfItsOwn()
    {
        var status = (await _desk.ActAsync(Freeze()))!;
        _engine.Calls.ShouldBe([$"freeze {Id} a for restic 00:02:00 alone"]);
        (status.Phase, status.Targets![0].NodeName).ShouldBe((FreezePhase.Frozen, "worker-1"));
        await _desk.ActAsync(Freeze() with { Status = status });
        _engine.Calls.Count.ShouldBe(1, "nothing is left to do");
    }

    [Fact]
    public async Task Act_RenewTimeChanges_Renews()
    {
        await _desk.ActAsync(Freeze());
        await _desk.ActAsync(Freeze(spec => spec.RenewTime = "2026-11-21T09:00:30.000000Z"));
        _engine.Calls[^1].ShouldBe($"renew {Id} 00:02:00");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Act_ReleasedOrDeleted_LetsGo(bool isDeleted)
    {
        await _desk.ActAsync(Freeze());
        var over = isDeleted ? Deleted(Freeze()) : Freeze(spec => spec.Release = true);
        (await _desk.ActAsync(over))!.Phase.ShouldBe(FreezePhase.Released);
        _engine.Calls[^1].ShouldBe($"release {Id}");
    }

    [Fact]
    public async Task Act_LetGoBeforeItBegan_WasNeverFrozen()
    {
        var status = (await _desk.ActAsync(Freeze(spec => spec.Release = true)))!;
        (status.Phase, status.Condition("Valid")!.Status).ShouldBe((FreezePhase.Released, "False"));
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Act_TargetStillMerges_IsAskedForAgainUntilItCanBe()
    {
        _engine.Refusal = new FreezeException("Merging", "still merging");
        var waiting = (await _desk.ActAsync(Freeze()))!;
        (waiting.Phase, waiting.Condition("Frozen")!.Reason).ShouldBe((FreezePhase.Pending, "Merging"));
        _engine.Refusal = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        (await _desk.ActAsync(Freeze() with { Status = waiting }))!.Phase.ShouldBe(FreezePhase.Frozen);
    }

    [Fact]
    public async Task Act_TargetStaysBusy_FailsInTheEnd()
    {
        _engine.Refusal = new FreezeException("NotReady", "not open");
        await _desk.ActAsync(Freeze());
        _time.Advance(TimeSpan.FromMinutes(3));
        (await _desk.ActAsync(Freeze()))!.Phase.ShouldBe(FreezePhase.Failed);
    }

    [Fact]
    public async Task Act_NotAllowed_FailsAtOnce()
    {
        _engine.Refusal = new FreezeException("Disabled", "may not be frozen");
        var status = (await _desk.ActAsync(Freeze()))!;
        (status.Phase, status.Condition("Frozen")!.Reason).ShouldBe((FreezePhase.Failed, "Disabled"));
    }

    [Fact]
    public async Task Act_WasFrozenAndNothingIsKnownOfIt_IsBrokenAndNotFrozenAnew()
    {
        var lost = Freeze() with { Status = new AoEFreezeStatus { Phase = FreezePhase.Frozen } };
        var status = (await _desk.ActAsync(lost))!;
        (status.Phase, status.Condition("Valid")!.Status).ShouldBe((FreezePhase.Broken, "False"));
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Act_OverAlready_SaysNothing() =>
        (await _desk.ActAsync(Freeze() with { Status = new AoEFreezeStatus { Phase = FreezePhase.Expired } })).ShouldBeNull();

    [Fact]
    public async Task Forget_ObjectGone_LetsGo()
    {
        await _desk.ActAsync(Freeze());
        _desk.InForce().ShouldBe([Id]);
        await _desk.ForgetAsync(Id);
        _engine.Calls[^1].ShouldBe($"release {Id}");
        _desk.InForce().ShouldBeEmpty();
    }

    [Fact]
    public void Ids_AreToldFromNamesWithoutACluster()
    {
        FreezeIds.Of(Freeze()).ShouldBe(Id);
        FreezeIds.Parse(Id).ShouldBe(("backup", "nightly", Uid));
        FreezeIds.Shown(Id).ShouldBe("backup/nightly");
        FreezeIds.Parse($"backup.with.dots.{Uid}").ShouldBe(("backup", "with.dots", Uid));
        FreezeIds.Shown("nightly").ShouldBe("nightly");
        FreezeIds.Shown("a.b").ShouldBe("a.b");
    }

    [Fact]
    public async Task Book_RecordLostOverARestart_IsWrittenAnewFromTheHold()
    {
        await _desk.ActAsync(Freeze());
        using var empty = new TemporaryFolder();
        await using var book = new FreezeBook(_engine, empty.Path, _time, "worker-1", NullLogger.Instance);
        await book.StartAsync();
        book.Find(Id)!.Status!.Phase.ShouldBe(FreezePhase.Frozen);
    }

    private static AoEFreeze Deleted(AoEFreeze freeze) => freeze with { Metadata = freeze.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } };

    private static AoEFreeze Freeze(Action<AoEFreezeSpec>? change = null)
    {
        var spec = new AoEFreezeSpec { Targets = ["a"], Holder = "restic", Ttl = "2m" };
        change?.Invoke(spec);
        return new AoEFreeze { Metadata = new V1ObjectMeta { Name = "nightly", NamespaceProperty = "backup", Uid = Uid }, Spec = spec };
    }
}
