using System.Diagnostics;

namespace AoEde.Chart.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <summary>How it ended.</summary>
    /// <param name="ExitCode">0 for success.</param>
    /// <param name="Output">Its standard output.</param>
    /// <param name="Errors">Its standard error.</param>
    internal sealed record Result(int ExitCode, string Output, string Errors);

    public static Result Run(string program, params string[] words) => RunWith(null, program, words);

    /// <summary>The same, with a cluster.</summary>
    /// <param name="kubeconfig">The cluster; null for none.</param>
    /// <param name="program">The program.</param>
    /// <param name="words">Its arguments.</param>
    public static Result RunWith(string? kubeconfig, string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };

        // No cluster of this machine's user may leak into a rendering.
        start.Environment["KUBECONFIG"] = kubeconfig ?? "/dev/null";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
