using System.Diagnostics;

namespace AoEde.ClusterTesting;

/// <summary>Runs kubectl to its end.</summary>
internal static class Kubectl
{
    public static async Task<KubectlResult> RunAsync(
        string kubeconfig, string cacheFolder, IEnumerable<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(ClusterTools.Kubectl, ["--kubeconfig", kubeconfig, "--cache-dir", cacheFolder, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the person at this machine has set up is not for tests.
        start.Environment["HOME"] = cacheFolder;
        start.Environment.Remove("KUBECONFIG");
        start.Environment["KUBECTL_KUBERC"] = "false";
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await FeedAsync(process.StandardInput, input);
            await process.WaitForExitAsync(cancellationToken);
            return new KubectlResult($"kubectl {string.Join(' ', start.ArgumentList.Skip(4))}", process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static async Task FeedAsync(StreamWriter to, string? input)
    {
        try
        {
            await to.WriteAsync(input);
            to.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code and errors say why.
        }
    }
}
