using AoEde.Api.Manifests;
using AoEde.Engine;
using AoEde.NodeAgent.Freezes;
using AoEde.NodeAgent.Status;
using AoEde.NodeAgent.Tests.Freezes;

namespace AoEde.NodeAgent.Tests.Status;

public sealed class TargetDocumentsTests
{
    private readonly ManualTime _time = new();
    private readonly TargetDocuments _documents;
    private readonly EngineStandIn _engine = new(new ManualTime());

    public TargetDocumentsTests() => _documents = new TargetDocuments("host-a", "0.1.0", new FreezeEnds(_engine), _time);

    [Fact]
    public void Of_ExportedTarget_IsTheGoldenFile() => Yaml(Samples.Exported()).ShouldBe(Golden("exported"));

    [Fact]
    public void Of_RefusedTarget_IsTheGoldenFile()
        => Yaml(Samples.Failing("DeviceReady", ConditionState.False, "Mounted", "/dev/sdb is mounted at /srv: unmount it first.")).ShouldBe(Golden("refused"));

    [Fact]
    public void Of_StateChanges_MovesTheTransitionTimeOfThatConditionOnly()
    {
        Yaml(Samples.Exported());
        _time.Advance(TimeSpan.FromMinutes(1));

        var body = _documents.Of(Samples.Failing("Exported", ConditionState.False, "LinkDown"), Samples.Options()).Body;

        var conditions = body["status"]!["conditions"]!.AsArray();
        conditions.Select(condition => $"{condition!["type"]} {condition["lastTransitionTime"]}").ShouldBe(
        [
            "DeviceReady 2026-11-21T09:00:00Z",
            "AddressUnique 2026-11-21T09:00:00Z",
            "Exported 2026-11-21T09:01:00Z",
            "Frozen 2026-11-21T09:00:00Z",
            "Ready 2026-11-21T09:01:00Z",
        ]);
        body["status"]!["export"]!["since"]!.ToString().ShouldBe("2026-11-21T09:01:00Z");
    }

    [Fact]
    public void Of_OnlyTheReasonChanges_IsNoTransition()
    {
        _documents.Of(Samples.Failing("Exported", ConditionState.False, "Starting"), Samples.Options());
        _time.Advance(TimeSpan.FromMinutes(1));
        var body = _documents.Of(Samples.Failing("Exported", ConditionState.False, "LinkDown"), Samples.Options()).Body;
        body["status"]!["conditions"]![2]!["lastTransitionTime"]!.ToString().ShouldBe("2026-11-21T09:00:00Z");
    }

    [Fact]
    public void Of_ManyInitiators_CountsAllAndListsSixteen()
    {
        var macs = Enumerable.Range(1, 40).Select(i => new Protocol.MacAddress((ulong)i)).ToArray();
        var initiators = _documents.Of(Samples.Exported() with { Initiators = macs }, Samples.Options()).Body["status"]!["initiators"]!;
        initiators["count"]!.GetValue<int>().ShouldBe(40);
        initiators["macs"]!.AsArray().Count.ShouldBe(16);
    }

    [Fact]
    public void Forget_TargetOfThatNameComesBack_IsNew()
    {
        Yaml(Samples.Exported());
        _documents.Forget("disk11");
        _time.Advance(TimeSpan.FromHours(1));
        var body = _documents.Of(Samples.Exported(), Samples.Options()).Body;
        body["metadata"]!["creationTimestamp"]!.ToString().ShouldBe("2026-11-21T10:00:00Z");
        body["status"]!["conditions"]![0]!["lastTransitionTime"]!.ToString().ShouldBe("2026-11-21T10:00:00Z");
    }

    [Fact]
    public void Of_FrozenTarget_IsTheGoldenFile() => Yaml(Samples.Exported() with { Freeze = Frozen }).ShouldBe(Golden("frozen"));

    [Theory]
    [InlineData(FreezeState.Thawed, null, null, "False/Thawed")]
    [InlineData(FreezeState.Thawed, null, HoldEnd.Released, "False/Thawed")]
    [InlineData(FreezeState.Thawed, null, HoldEnd.Expired, "False/Expired")]
    [InlineData(FreezeState.Thawed, null, HoldEnd.Broken, "False/Broken")]
    [InlineData(FreezeState.Freezing, null, HoldEnd.Broken, "False/Freezing")]
    [InlineData(FreezeState.Frozen, null, HoldEnd.Expired, "True/Frozen")]
    [InlineData(FreezeState.Merging, null, HoldEnd.Expired, "False/Merging")]
    [InlineData(FreezeState.Merging, "full", HoldEnd.Released, "False/Broken")]
    public void Of_FreezeStates_AreTheConditionFrozen(FreezeState state, string? broken, HoldEnd? last, string expected)
    {
        if (last is { } end)
            _engine.Tell(new HoldEndedEventArgs("disk11", new HoldStatus("n", "me", default, default, default), end, "so it goes"));

        var status = Samples.Exported() with { Freeze = new() { State = state, BrokenBecause = broken } };
        var frozen = _documents.Of(status, Samples.Options()).Body["status"]!["conditions"]!.AsArray()
            .Single(condition => condition!["type"]!.ToString() == "Frozen")!;

        $"{frozen["status"]}/{frozen["reason"]}".ShouldBe(expected);
    }

    private static FreezeStatus Frozen => new()
    {
        State = FreezeState.Frozen,
        Since = new DateTimeOffset(2026, 11, 21, 8, 59, 0, TimeSpan.Zero),
        ExpiresAt = new DateTimeOffset(2026, 11, 21, 9, 59, 0, TimeSpan.Zero),
        Holders =
        [
            new("nightly", "restic", new(2026, 11, 21, 8, 59, 0, TimeSpan.Zero), new(2026, 11, 21, 9, 59, 0, TimeSpan.Zero), TimeSpan.FromHours(1)),
        ],
        ShadowBytes = 1048576,
        LimitBytes = 1 << 30,
        Sequence = 3,
        ViewAddress = new Protocol.AoeAddress(9, 201),
    };

    private static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "testdata", $"{name}.golden.yaml"));

    private string Yaml(TargetStatus status) => YamlWriter.Of(_documents.Of(status, Samples.Options()).Body);
}
