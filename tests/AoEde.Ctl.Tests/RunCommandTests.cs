using System.Diagnostics;
using AoEde.Ctl.Commands;
using static AoEde.Ctl.Tests.FreezeObjects;

namespace AoEde.Ctl.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly AgentStub _agent = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("aoectl-run-").FullName;

    public RunCommandTests()
    {
        _agent.Answer("POST /v1/freezes", Freeze(), 201);
        _agent.Answer("PATCH /v1/freezes/n", Released());
    }

    private string Note => Path.Combine(_folder, "note");

    public void Dispose()
    {
        _agent.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Run_Command_KnowsWhatToReadAndIsThawedAfter()
    {
        (await Run($"echo $AOEDE_FREEZE $AOEDE_VIEW $AOEDE_DEVICE $AOEDE_FROZEN_AT $OTHER > {Note}")).ShouldBe(ExitCodes.Done);

        File.ReadAllText(Note).ShouldBe("n e9.201 /dev/sdb 2026-11-21T08:55:00.123456Z kept\n");
        _agent.Requests.Count.ShouldBe(2);
        _agent.Requests.First().ShouldContain("\"ttl\":\"2m\"");
        _agent.Requests.Last().ShouldBe("""PATCH /v1/freezes/n {"spec":{"release":true}}""");
        _error.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("kill -9 $$", 137)]
    public async Task Run_CommandFails_ItsExitCodeIsPassedOnAndItIsThawed(string script, int expected)
    {
        (await Run(script)).ShouldBe(expected);
        _agent.Requests.Last().ShouldStartWith("PATCH /v1/freezes/n");
    }

    [Theory]
    [InlineData("/does/not/exist", 127)]
    [InlineData("/", 126)]
    public async Task Run_NoSuchCommand_IsThawedAndSaidAsShellsDo(string program, int expected)
    {
        (await RunWords(program)).ShouldBe(expected);
        _error.ToString().ShouldStartWith($"aoectl: {program} cannot be run: ");
        _agent.Requests.Last().ShouldStartWith("PATCH /v1/freezes/n");
    }

    [Fact]
    public async Task Run_FreezeRefused_RunsNothing()
    {
        _agent.Answer("POST /v1/freezes", """{"reason":"Disabled","message":"freezing is disabled"}""", 403);
        (await Run($"touch {Note}")).ShouldBe(ExitCodes.Failed);
        File.Exists(Note).ShouldBeFalse();
        _agent.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("true", ExitCodes.NotValid)]
    [InlineData("exit 3", 3)]
    public async Task Run_FreezeBroke_SaysSoLoudlyAndFails(string script, int expected)
    {
        _agent.Answer("PATCH /v1/freezes/n", Broken());
        (await Run(script)).ShouldBe(expected);
        _error.ToString().ShouldBe("""
            aoectl: *** THE FREEZE DID NOT LAST ***
            aoectl: disk11: Broken: disk11: the shadow is full. What the command read is not the content of 2026-11-21T08:55:00Z: throw it away and run it again

            """);
    }

    [Fact]
    public async Task Run_FreezeExpired_IsNotTakenForAGoodEnd()
    {
        _agent.Answer("PATCH /v1/freezes/n", Expired());
        (await Run("true")).ShouldBe(ExitCodes.NotValid);
        _error.ToString().ShouldContain("disk11: Expired: It was not renewed.");
    }

    [Fact]
    public async Task Run_LongCommand_RenewsEveryThirdOfTheTtl()
    {
        // The command itself waits for the second heartbeat.
        _agent.AnswerInTurn("PATCH /v1/freezes/n", (200, Freeze()), (200, Freeze()), (200, Released()));
        var running = Run($"while [ ! -e {Note} ]; do sleep 0.02; done", "--ttl", "300ms");
        await Until(() => _agent.Requests.Count(request => request.Contains("renewTime", StringComparison.Ordinal)) >= 2);
        File.WriteAllText(Note, "");
        (await running).ShouldBe(ExitCodes.Done);
        _agent.Requests.Last().ShouldContain("release");
    }

    [Fact]
    public async Task Run_FreezeEndsMeanwhile_IsToldAtOnce()
    {
        _agent.AnswerInTurn("PATCH /v1/freezes/n", (409, """{"reason":"Expired","message":"it is Expired."}"""), (200, Expired()));
        var running = Run($"while [ ! -e {Note} ]; do sleep 0.02; done", "--ttl", "300ms");
        await Until(() => _error.ToString().Contains("is over while the command still reads", StringComparison.Ordinal));
        File.WriteAllText(Note, "");
        (await running).ShouldBe(ExitCodes.NotValid);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task Run_Signalled_EndsTheWholeGroupAndThaws(string signal, int expected)
    {
        // The shell's child would outlive a signal that only reached the shell.
        var script = $"sh -c 'echo $$ > {Note}.new; mv {Note}.new {Note}; exec sleep 600' & wait";
        using var process = StartProgram(script);
        await Until(() => File.Exists(Note));
        var inner = File.ReadAllText(Note).Trim();

        Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();

        process.WaitForExit(20_000).ShouldBeTrue();
        process.ExitCode.ShouldBe(expected);
        await Until(() => !Directory.Exists($"/proc/{inner}"));
        _agent.Requests.Last().ShouldBe("""PATCH /v1/freezes/n {"spec":{"release":true}}""");
    }

    [Fact]
    public async Task Run_CommandIgnoresTheSignal_TheSecondOneKillsIt()
    {
        using var process = StartProgram($"trap '' TERM; touch {Note}; while true; do sleep 0.05; done");
        await Until(() => File.Exists(Note));

        // Two equal signals may arrive as one; two different ones do not.
        Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        process.WaitForExit(20_000).ShouldBeTrue();
        process.ExitCode.ShouldBe(137);
        _agent.Requests.Last().ShouldContain("release");
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 4000 && !condition(); i++)
            await Task.Delay(5);
        condition().ShouldBeTrue();
    }

    // Where a shell runs the tests in the background it has them ignore SIGINT, and so would the program.
    private Process StartProgram(string script) => Process.Start(
        "env",
        ["--default-signal=INT,TERM", Environment.ProcessPath!, "exec", Path.Combine(AppContext.BaseDirectory, "aoectl.dll"), "run", "--freeze", "disk11", "--run-dir", _agent.RunDirectory, "--", "sh", "-c", script]);

    private Task<int> Run(string script, params string[] options) => CtlCommandLine.RunAsync(
        ["run", "--freeze", "disk11", "--run-dir", _agent.RunDirectory, .. options, "--", "sh", "-c", script], Console());

    private Task<int> RunWords(params string[] words) => CtlCommandLine.RunAsync(
        ["run", "--freeze", "disk11", "--run-dir", _agent.RunDirectory, "--", .. words], Console());

    private CtlConsole Console() => new(_output, _error, TimeProvider.System)
    {
        Environment = [$"PATH={Environment.GetEnvironmentVariable("PATH")}", "OTHER=kept", "AOEDE_VIEW=stale"],
    };
}
