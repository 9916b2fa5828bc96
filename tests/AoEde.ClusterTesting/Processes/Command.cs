using System.Diagnostics;
using System.Text;

namespace AoEde.ClusterTesting.Processes;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <param name="start">What to run; its streams are redirected here.</param>
    /// <param name="shown">The command line as messages show it.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static async Task<CommandResult> RunAsync(ProcessStartInfo start, string shown, Stream? input, CancellationToken cancellationToken)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await FeedAsync(process.StandardInput, input, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(shown, process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <inheritdoc cref="RunAsync(ProcessStartInfo, string, Stream?, CancellationToken)"/>
    public static async Task<CommandResult> RunAsync(ProcessStartInfo start, string shown, string? input, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(input ?? string.Empty));
        return await RunAsync(start, shown, bytes, cancellationToken);
    }

    private static async Task FeedAsync(StreamWriter to, Stream? input, CancellationToken cancellationToken)
    {
        try
        {
            if (input is not null)
                await input.CopyToAsync(to.BaseStream, cancellationToken);
            to.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code and errors say why.
        }
    }
}
