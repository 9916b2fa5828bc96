using System.Text.Json.Nodes;
using AoEde.Ctl.Commands;
using static AoEde.Ctl.Tests.FreezeObjects;

namespace AoEde.Ctl.Tests;

public sealed class FreezeCommandsTests : IDisposable
{
    private const string AlreadyFrozen = """{"reason":"AlreadyFrozen","message":"disk11 is frozen by x"}""";

    private readonly AgentStub _agent = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public FreezeCommandsTests()
    {
        _agent.Answer("/v1/metrics", "[]");
        _agent.Answer("/v1/targets/disk11", Target("Thawed"));
        _agent.Answer("POST /v1/freezes", Freeze(), 201);
        _agent.Answer("PATCH /v1/freezes/n", Released());
    }

    public void Dispose() => _agent.Dispose();

    [Fact]
    public async Task Freeze_Target_SaysSinceWhenHowLongAndWhereToRead()
    {
        (await Run("freeze", "disk11", "--ttl", "30m", "--holder", "me")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("""
            disk11: frozen at 2026-11-21T08:55:00Z for me, until 2026-11-21T09:25:00Z unless renewed (freeze n)
            the frozen content can be read at e9.201

            """);
        var sent = JsonNode.Parse(_agent.Requests.Single()["POST /v1/freezes ".Length..])!;
        sent["metadata"]!["name"]!.ToString().ShouldMatch("^disk11-[0-9a-f]{8}$");
        sent["spec"]!.ToJsonString().ShouldBe("""{"targets":["disk11"],"holder":"me","ttl":"30m"}""");
    }

    [Fact]
    public async Task Freeze_SeveralTargetsJoined_IsOneFreezeOfTheUser()
    {
        (await Run("freeze", "a", "b", "a", "--join")).ShouldBe(ExitCodes.Done);
        JsonNode.Parse(_agent.Requests.Single()["POST /v1/freezes ".Length..])!["spec"]!.ToJsonString()
            .ShouldBe("""{"targets":["a","b"],"holder":"user@host","join":"Existing"}""");
    }

    [Theory]
    [InlineData("Job/nightly", """{"apiVersion":"batch/v1","kind":"Job","name":"nightly"}""")]
    [InlineData("Pod/nightly-x", """{"apiVersion":"v1","kind":"Pod","name":"nightly-x"}""")]
    public async Task Freeze_OnBehalfOfAJobOrPod_NamesIt(string given, string expected)
    {
        (await Run("freeze", "disk11", "--holder-ref", given)).ShouldBe(ExitCodes.Done);
        JsonNode.Parse(_agent.Requests.Single()["POST /v1/freezes ".Length..])!["spec"]!["holderRef"]!.ToJsonString().ShouldBe(expected);
    }

    [Theory, InlineData("nightly"), InlineData("CronJob/nightly"), InlineData("Job/"), InlineData("Job/a/b")]
    public async Task Freeze_OnBehalfOfAnythingElse_IsInvalid(string given)
    {
        (await Run("freeze", "disk11", "--holder-ref", given)).ShouldBe(ExitCodes.InvalidInput);
        _error.ToString().ShouldContain("write Job/NAME or Pod/NAME");
        _agent.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Freeze_Refused_SaysWhatTheAgentSaysOnce()
    {
        _agent.Answer("POST /v1/freezes", AlreadyFrozen, 409);
        (await Run("freeze", "disk11")).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldBe("aoectl: disk11 is frozen by x\n");
        _agent.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Freeze_Wait_AsksAgainUntilTheWayIsFree()
    {
        _agent.AnswerInTurn("POST /v1/freezes", (409, AlreadyFrozen), (503, """{"reason":"Busy","message":"m"}"""), (201, Freeze()));
        (await Run("freeze", "disk11", "--wait", "20s")).ShouldBe(ExitCodes.Done);
        _agent.Requests.Count.ShouldBe(3);
        _agent.Requests.Distinct().Count().ShouldBe(1, "it is the same freeze each time, should one have been made unnoticed");
    }

    [Fact]
    public async Task Freeze_WaitForWhatNeverPasses_EndsAtOnce()
    {
        _agent.Answer("POST /v1/freezes", """{"reason":"Disabled","message":"freezing is disabled"}""", 403);
        (await Run("freeze", "disk11", "--wait", "20s")).ShouldBe(ExitCodes.Failed);
        _agent.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Freeze_AsJson_IsTheObject()
    {
        (await Run("freeze", "disk11", "-o", "json")).ShouldBe(ExitCodes.Done);
        JsonNode.Parse(_output.ToString())!["kind"]!.ToString().ShouldBe("AoEFreeze");
    }

    [Fact]
    public async Task Freezes_Table_ShowsThoseInForceFirst()
    {
        _agent.Answer("/v1/freezes", $"[{Broken("a")},{Freeze(name: "z")}]");
        (await Run("freezes")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("""
            NAME   TARGETS   PHASE    VALID   FROZEN AT              ENDS IN   HOLDER   AGE
            z      disk11    Frozen   True    2026-11-21T08:55:00Z   25m       me       5m
            a      disk11    Broken   False   2026-11-21T08:55:00Z   25m       me       5m

            """);
    }

    [Fact]
    public async Task Status_FrozenTarget_ShowsHoldersDeadlineAndShadow()
    {
        _agent.Answer("/v1/targets/disk11", Target("Frozen"));
        (await Run("status", "disk11")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldContain("""
            Freeze:        Frozen for 5m (ends in 25m unless renewed)
            Shadow:        1 MiB of 10 GiB
            Frozen view:   e9.201
            Held by:
              FREEZE   HOLDER   FROZEN AT              ENDS IN
              n        me       2026-11-21T08:55:00Z   25m

            """);
    }

    [Fact]
    public async Task Status_MergingTarget_ShowsWhatIsLeft()
    {
        _agent.Answer("/v1/targets/disk11", Target("Merging", 524288));
        (await Run("status", "disk11")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldContain("Freeze:        Merging for 5m (512 KiB to merge)\n");
    }

    [Fact]
    public async Task Thaw_Frozen_ReleasesAndSaysWhatIsToMerge()
    {
        _agent.Answer("/v1/freezes", $"[{Freeze()},{Released("old")}]");
        _agent.Answer("/v1/targets/disk11", Target("Merging", 1048576));
        (await Run("thaw", "disk11")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("disk11: thawing, 1 MiB to merge\n");
        _agent.Requests.ShouldContain("""PATCH /v1/freezes/n {"spec":{"release":true}}""");
    }

    [Fact]
    public async Task Thaw_Wait_TellsProgressInLinesWhereNobodyWatches()
    {
        _agent.Answer("/v1/freezes", $"[{Freeze()}]");
        _agent.AnswerInTurn(
            "/v1/targets/disk11",
            (200, Target("Frozen")),
            (200, Target("Merging", 1048576)),
            (200, Target("Merging", 1048576)),
            (200, Target("Merging", 524288)),
            (200, Target("Thawed")));
        (await Run("thaw", "disk11", "--wait")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("""
            disk11: thawing, 1 MiB to merge
            disk11: 0 % merged, 1 MiB left
            disk11: thawed, everything is in the base

            """);
    }

    [Fact]
    public async Task Thaw_HeldByOthersToo_SaysBywhom()
    {
        _agent.Answer("/v1/freezes", $"[{Freeze()},{Freeze(name: "o", holder: "other")}]");
        _agent.Answer("/v1/targets/disk11", Target("Frozen", holder: "other"));
        (await Run("thaw", "disk11", "--holder", "me", "--wait")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("disk11: still frozen, held by 'other' until 2026-11-21T09:25:00Z\n");
    }

    [Fact]
    public async Task Thaw_SeveralHoldersAndNoneNamed_AsksWhose()
    {
        _agent.Answer("/v1/freezes", $"[{Freeze()},{Freeze(name: "o", holder: "other")}]");
        (await Run("thaw", "disk11")).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldBe("aoectl: disk11 is frozen by 2: 'me', 'other'; say whose freeze to end with --holder\n");
        _agent.Requests.ShouldNotContain(request => request.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thaw_ExpiredBefore_FailsAndSaysNotToKeepWhatWasRead()
    {
        _agent.Answer("/v1/freezes", $"[{Expired()}]");
        (await Run("thaw", "disk11", "--holder", "me")).ShouldBe(ExitCodes.NotValid);
        _error.ToString().ShouldBe(
            "aoectl: the freeze n had ended before (Expired: It was not renewed.); what was read after that is not the content of "
            + "2026-11-21T08:55:00Z: do not keep it\n");
    }

    [Fact]
    public async Task Thaw_BrokenAMomentAgo_Fails()
    {
        _agent.Answer("/v1/freezes", $"[{Freeze()}]");
        _agent.Answer("PATCH /v1/freezes/n", Broken());
        (await Run("thaw", "disk11")).ShouldBe(ExitCodes.NotValid);
        _error.ToString().ShouldContain("Broken: disk11: the shadow is full.");
    }

    [Fact]
    public async Task Thaw_ReleasedBefore_IsDone()
    {
        _agent.Answer("/v1/freezes", $"[{Released()}]");
        (await Run("thaw", "disk11")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("disk11: released already (freeze n)\ndisk11: thawed\n");
    }

    [Theory]
    [InlineData("disk11", "aoectl: disk11 is not frozen by 'me'; 'aoectl freezes' lists what is\n")]
    [InlineData("nobody", "aoectl: /v1/targets/nobody is not known\n")]
    public async Task Thaw_NothingToThaw_SaysSo(string target, string expected)
    {
        _agent.Answer("/v1/freezes", $"[{Freeze(holder: "other")}]");
        (await Run("thaw", target, "--holder", "me")).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldBe(expected);
    }

    private Task<int> Run(params string[] words) => CtlCommandLine.RunAsync(
        [.. words, "--run-dir", _agent.RunDirectory], new CtlConsole(_output, _error, new FixedTime()) { User = "user@host" });
}
