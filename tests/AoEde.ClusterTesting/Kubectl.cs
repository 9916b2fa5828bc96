using System.Diagnostics;
using AoEde.ClusterTesting.Processes;

namespace AoEde.ClusterTesting;

/// <summary>Runs kubectl and helm to their end, with nothing of what the person at this machine has set up.</summary>
internal static class Kubectl
{
    public static Task<CommandResult> RunAsync(
        string kubeconfig, string cacheFolder, IEnumerable<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(ClusterTools.Kubectl, ["--kubeconfig", kubeconfig, "--cache-dir", cacheFolder, .. arguments]);
        start.Environment.Remove("KUBECONFIG");
        start.Environment["KUBECTL_KUBERC"] = "false";
        return RunAsync(start, cacheFolder, $"kubectl {string.Join(' ', start.ArgumentList.Skip(4))}", input, cancellationToken);
    }

    public static Task<CommandResult> RunHelmAsync(
        string kubeconfig, string cacheFolder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(ClusterTools.Helm, arguments);
        start.Environment["KUBECONFIG"] = kubeconfig;
        return RunAsync(start, cacheFolder, $"helm {string.Join(' ', start.ArgumentList)}", input: null, cancellationToken);
    }

    private static Task<CommandResult> RunAsync(
        ProcessStartInfo start, string home, string shown, string? input, CancellationToken cancellationToken)
    {
        start.Environment["HOME"] = home;
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("HELM_", StringComparison.Ordinal) || name.StartsWith("XDG_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(variable);
        return Command.RunAsync(start, shown, input, cancellationToken);
    }
}
