using System.ComponentModel;
using System.Diagnostics;

namespace AoEde.Testing.Host;

/// <summary>Runs a program of the host to its end, and returns what it printed.</summary>
public static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs; a non-zero exit is a <see cref="ToolException"/> that holds the command and its error output.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var (exitCode, output, errors) = Start(program, arguments);
        return exitCode == 0 ? output : throw new ToolException(program, arguments, exitCode, errors);
    }

    /// <summary>Runs; true if it could be started and ended with 0.</summary>
    public static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            return Start(program, arguments).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static (int ExitCode, string Output, string Errors) Start(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new ToolException(program, arguments, -1, $"did not end within {Patience.TotalSeconds} s");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
