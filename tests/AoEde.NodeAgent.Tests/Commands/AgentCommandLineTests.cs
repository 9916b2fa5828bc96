using AoEde.NodeAgent.Commands;

namespace AoEde.NodeAgent.Tests.Commands;

public sealed class AgentCommandLineTests
{
    [Theory]
    [InlineData("", "aoede-agent --help")]
    [InlineData("freeze", "aoede-agent --help")]
    [InlineData("export", "aoede-agent export --help")]
    [InlineData("export 9 0", "aoede-agent export --help")]
    [InlineData("export -b", "aoede-agent export --help")]
    [InlineData("serve", "aoede-agent serve --help")]
    [InlineData("serve --manifests m --state-dir s --run-dir r --nope", "aoede-agent serve --help")]
    public async Task Run_WrongLine_EndsWithInvalidInputAndPointsToHelp(string line, string help)
    {
        var console = new RecordingConsole();

        var exit = await AgentCommandLine.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), console.Console);

        exit.ShouldBe(ExitCodes.InvalidInput);
        console.Output.ShouldBeEmpty("standard output is for scripts that wait for ready:");
        console.Error.ShouldEndWith($"see {help}\n");
        console.Error.Split('\n').Length.ShouldBeGreaterThan(2, "the mistake itself is named, too");
    }

    [Theory]
    [InlineData("export --pumps 17 9 0 eth1 f", "17")]
    [InlineData("serve --manifests m --state-dir s --run-dir r --pumps 0", "0")]
    [InlineData("node --node-name n --pumps two", "two")]
    public async Task Run_WrongPumps_EndsWithInvalidInputAndSaysWhatIsRight(string line, string word)
    {
        var console = new RecordingConsole();

        (await AgentCommandLine.RunAsync(line.Split(' '), console.Console)).ShouldBe(ExitCodes.InvalidInput);

        console.Error.ShouldContain($"--pumps '{word}'");
        console.Error.ShouldContain("give a whole number from 1 to 16");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("export --help")]
    [InlineData("serve --help")]
    public async Task Run_Help_IsNoMistake(string line)
    {
        var console = new RecordingConsole();
        (await AgentCommandLine.RunAsync(line.Split(' '), console.Console)).ShouldBe(0);
        console.Output.ShouldContain("Usage:");
        console.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Export_ShadowWithoutALimitAfterTheComma_IsRefusedBeforeAnythingIsOpened()
    {
        var console = new RecordingConsole();
        var exit = await AgentCommandLine.RunAsync(["export", "-f", "/tmp/shadow,x", "9", "0", "lo", "/does/not/exist"], console.Console);
        exit.ShouldBe(ExitCodes.InvalidInput);
        console.Error.ShouldStartWith("aoede-agent: -f '...,x': after the comma give the limit");
    }

    [Fact]
    public async Task Export_PolicyWithAMistake_IsRefusedWithFileAndLine()
    {
        using var folder = new TemporaryFolder();
        var policy = folder.Write("policy.yaml", "allowUnstablePaths: true\nallowedDevice: [/dev/x]\n");
        var console = new RecordingConsole();

        var exit = await AgentCommandLine.RunAsync(["export", "--policy", policy, "9", "0", "lo", "/does/not/exist"], console.Console);

        exit.ShouldBe(ExitCodes.InvalidInput);
        console.Error.ShouldStartWith($"aoede-agent: {policy}:2: ");
    }

    [Fact]
    public async Task Serve_NoSuchManifests_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var console = new RecordingConsole();
        var exit = await Serve(folder, folder.File("nowhere"), console);
        exit.ShouldBe(ExitCodes.InvalidInput);
        console.Error.ShouldContain($"--manifests {folder.File("nowhere")}: there is no such file or folder");
    }

    [Fact]
    public async Task Serve_OnlyMalformedManifests_NamesEveryMistake()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("m"));
        var first = folder.Write("m/a.yaml", "spec: [\n");
        var second = folder.Write("m/b.yaml", Manifests.Target("b", slot: 300) + "---\n" + Manifests.Target("c", shelf: 4095));
        var console = new RecordingConsole();

        var exit = await Serve(folder, folder.File("m"), console);

        exit.ShouldBe(ExitCodes.InvalidInput);
        console.Error.ShouldContain($"aoede-agent: {first}:");
        console.Error.ShouldContain($"aoede-agent: {second}:6: spec.slot");
        console.Error.ShouldContain($"aoede-agent: {second}:14: spec.shelf");
    }

    [Fact]
    public async Task Serve_RunDirectoryOfAnotherAgent_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var other = Hosting.RunDirectoryTests.Hold(folder.File("run"));
        Directory.CreateDirectory(folder.File("m"));
        var console = new RecordingConsole();

        var exit = await Serve(folder, folder.File("m"), console);

        exit.ShouldBe(ExitCodes.InvalidInput);
        console.Error.ShouldContain("If another agent uses this folder, name another one.");
    }

    private static Task<int> Serve(TemporaryFolder folder, string manifests, RecordingConsole console) => AgentCommandLine.RunAsync(
        ["serve", "--manifests", manifests, "--state-dir", folder.File("state"), "--run-dir", folder.File("run")], console.Console);
}
