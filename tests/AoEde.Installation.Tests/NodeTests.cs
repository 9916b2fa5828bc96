using AoEde.ClusterTesting.Processes;

namespace AoEde.Installation.Tests;

/// <summary>The nodes themselves behave as machines do: what the scenes build on.</summary>
[Collection(InstalledCollection.Name)]
public sealed class NodeTests(InstalledCluster installed)
{
    private const string Folder = "/var/lib/aoede-test";

    [SkippableFact]
    public async Task Node_KilledAndBooted_IsNotReadyThenReadyWithItsDisk()
    {
        var node = installed.Cluster.N2;
        (await node.RunAsync("sh", "-c", $"mkdir {Folder} && echo kept > {Folder}/file && echo lost > /run/file")).Expect();
        var before = await BootIdAsync();

        await node.KillAsync();
        await ExpectAsync("wait", "--for=condition=Ready=Unknown", $"node/{node.Name}", "--timeout=60s");
        await node.StartAsync();
        await ExpectAsync("wait", "--for=condition=Ready", $"node/{node.Name}", "--timeout=60s");

        (await node.RunAsync("cat", $"{Folder}/file")).Expect().Trim().ShouldBe("kept");
        (await node.RunAsync("cat", "/run/file")).ExitCode.ShouldBe(1, "/run is new with each boot");
        (await BootIdAsync()).ShouldNotBe(before);
        await Release.AwaitAgentsAsync(installed.Cluster);

        async Task<string> BootIdAsync() => (await node.RunAsync("stat", "--format=%i", "/proc/1/ns/pid")).Expect();
    }

    [SkippableFact]
    public async Task Daemons_Restarted_LeaveThePodsAlone()
    {
        var node = installed.Cluster.N1;
        var before = await AgentAsync();

        await node.RestartContainerdAsync();
        await node.RestartKubeletAsync();
        await ExpectAsync("wait", "--for=condition=Ready", $"node/{node.Name}", "--timeout=60s");

        (await AgentAsync()).ShouldBe(before);
        node.Log("kubelet").ShouldContain("kubelet ended with");

        async Task<string> AgentAsync() => (await node.RunAsync("pgrep", "--full", "aoede-agent node")).Expect();
    }

    [SkippableFact]
    public void Kubelet_OnANode_ChangesNoSettingOfTheMachine() =>
        installed.Cluster.N1.Log("kubelet").ShouldNotContain("Updating kernel flag");

    [SkippableFact]
    public async Task Logs_AndExec_ReachThePods()
    {
        (await OfTheAgentAsync("logs")).ShouldNotBeEmpty();
        (await OfTheAgentAsync("exec", "--", "aoectl", "--version")).ShouldStartWith(installed.Images.Tag);
    }

    // A kubelet that was started a moment ago does not know its pods yet.
    private async Task<string> OfTheAgentAsync(string verb, params string[] arguments)
    {
        var result = await AskAsync();
        await Wait.UntilAsync(async _ => result.ExitCode == 0 || (result = await AskAsync()).ExitCode == 0, $"kubectl {verb} of an agent");
        return result.Output;

        Task<CommandResult> AskAsync() => installed.Server.KubectlAsync(["--namespace", Release.Namespace, verb, "daemonset/aoede-agent", .. arguments]);
    }

    private async Task ExpectAsync(params string[] arguments)
    {
        var result = await installed.Server.KubectlAsync(arguments);
        result.ExitCode.ShouldBe(0, result.ExitCode == 0 ? "" : $"{result.Errors}\n{await installed.StoryAsync()}");
    }
}
