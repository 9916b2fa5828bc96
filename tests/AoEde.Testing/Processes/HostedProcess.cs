using System.Diagnostics;
using System.Text;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.Testing.Processes;

/// <summary>
/// A program running in a test host's namespace. `ip netns exec` replaces itself by the program, so the process id is the
/// program's own and signals reach it. Killed on dispose.
/// </summary>
public class HostedProcess : IDisposable
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly Process process;

    public HostedProcess(TestHost host, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("ip", ["netns", "exec", host.Name, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        CommandLine = $"{program} {string.Join(' ', start.ArgumentList.Skip(4))}";
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Append(output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(errors, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    public string CommandLine { get; }

    public int ProcessId => process.Id;

    public bool IsRunning => !process.HasExited;

    public string Output => Text(output);

    public string Errors => Text(errors);

    /// <summary>Everything there is to say about this process in a failing test's message.</summary>
    public string Story =>
        $"{CommandLine}\n({(IsRunning ? "running" : $"exit {process.ExitCode}")})\n--- stdout\n{Output}--- stderr\n{Errors}";

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes =>
        long.Parse(File.ReadAllText($"/proc/{ProcessId}/statm").Split(' ')[1]) * Environment.SystemPageSize;

    /// <summary>Asks it to stop (SIGTERM).</summary>
    public void Terminate() => Tool.Succeeds("kill", "-TERM", $"{ProcessId}");

    /// <summary>Ends it without a chance to say goodbye (SIGKILL) and waits until the process is gone.</summary>
    public void Kill()
    {
        if (IsRunning)
            process.Kill();
        process.WaitForExit();
    }

    /// <summary>Waits for its end by itself or after <see cref="Terminate"/>.</summary>
    public int AwaitExit(TimeSpan? within = null)
    {
        if (!process.WaitForExit(within ?? Eventually.Patience))
            throw new TimeoutException($"it does not stop: {Story}");
        process.WaitForExit(); // the overload without a timeout also drains the output
        return process.ExitCode;
    }

    /// <summary>SIGTERM and the exit code.</summary>
    public int Stop(TimeSpan? within = null)
    {
        Terminate();
        return AwaitExit(within);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Kill();
        process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
