using System.Diagnostics;
using AoEde.Testing.Processes;

namespace AoEde.Installation.Tests;

/// <summary>A test host may be killed at any time: the machine is as it was all the same.</summary>
public sealed class LeftoverTests
{
    [SkippableFact]
    public async Task Cluster_WhoseProcessIsKilled_LeavesNothing()
    {
        Skip.IfNot(NodeCluster.Prerequisite.IsMet, NodeCluster.Prerequisite.Reason);
        var program = Path.Combine(AppContext.BaseDirectory, "aoede-test-cluster.dll");
        using var process = Process.Start(new ProcessStartInfo(DotnetProgram.Path, ["exec", program, "--bare"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var name = $"aoede-t-{process.Id}-";
        string? line;
        do
            line = await process.StandardOutput.ReadLineAsync();
        while (line?.Contains("nodes are ready", StringComparison.Ordinal) == false);
        line.ShouldNotBeNull("the cluster does not come up");
        Traces(name).ShouldNotBeEmpty();

        process.Kill();

        await Wait.UntilAsync(() => Traces(name).Count == 0, $"nothing of {name} is left");
    }

    private static List<string> Traces(string name) =>
    [
        .. new[] { "/run/netns", Path.GetTempPath() }.Concat(Directory.EnumerateDirectories("/sys/fs/cgroup"))
            .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, name + "*")),
        .. File.ReadLines("/proc/mounts").Where(mount => mount.Contains(name, StringComparison.Ordinal)),
        .. Directory.EnumerateDirectories("/proc", "*").Select(CommandLine).Where(command => command.Contains(name, StringComparison.Ordinal)),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not a process, or one that has ended meanwhile.
            return string.Empty;
        }
    }
}
