using System.Diagnostics;
using AoEde.ClusterTesting.Processes;
using AoEde.Testing.Files;

namespace AoEde.Cluster.Tests;

/// <summary><c>kubectl aoede</c>: the built aoectl under the name by which kubectl finds it.</summary>
internal sealed class KubectlPlugin : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _kubeconfig;

    public KubectlPlugin(string kubeconfig)
    {
        _kubeconfig = kubeconfig;
        File.CreateSymbolicLink(_folder["kubectl-aoede"], Path.Combine(AppContext.BaseDirectory, "aoectl"));
    }

    /// <summary>Runs <c>kubectl aoede</c> with these words.</summary>
    public async Task<CommandResult> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo(ClusterTools.Kubectl, ["aoede", .. words])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.Path}:{start.Environment["PATH"]}";
        start.Environment["KUBECONFIG"] = _kubeconfig;
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new($"kubectl aoede {string.Join(' ', words)}", process.ExitCode, await output, await errors);
    }

    public void Dispose() => _folder.Dispose();
}
