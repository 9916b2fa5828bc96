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
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Process _process;
    private bool _isDisposed;

    public HostedProcess(TestHost host, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, bool keepInput = false)
    {
        var start = new ProcessStartInfo("ip", ["netns", "exec", host.Name, program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        CommandLine = $"{program} {string.Join(' ', start.ArgumentList.Skip(4))}";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Append(_output, e.Data);
        _process.ErrorDataReceived += (_, e) => Append(_errors, e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!keepInput)
            _process.StandardInput.Close();
    }

    public string CommandLine { get; }

    public int ProcessId => _process.Id;

    public bool IsRunning => !_process.HasExited;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Everything there is to say about this process in a failing test's message.</summary>
    public string Story =>
        $"{CommandLine}\n({(IsRunning ? "running" : $"exit {_process.ExitCode}")})\n--- stdout\n{Output}--- stderr\n{Errors}";

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes =>
        long.Parse(File.ReadAllText($"/proc/{ProcessId}/statm").Split(' ')[1]) * Environment.SystemPageSize;

    /// <summary>Writes a line to its standard input, where that was kept open. A process that is gone does not read it.</summary>
    public void Send(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended; its story says so.
        }
    }

    /// <summary>Asks it to stop (SIGTERM).</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Sends it a signal, by name without SIG.</summary>
    public void Signal(string name) => Tool.Succeeds("kill", $"-{name}", $"{ProcessId}");

    /// <summary>Ends it without a chance to say goodbye (SIGKILL) and waits until the process is gone.</summary>
    public void Kill()
    {
        if (IsRunning)
            _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for its end by itself or after <see cref="Terminate"/>.</summary>
    public int AwaitExit(TimeSpan? within = null)
    {
        if (!_process.WaitForExit(within ?? Eventually.Patience))
            throw new TimeoutException($"it does not stop: {Story}");
        _process.WaitForExit(); // the overload without a timeout also drains the output
        return _process.ExitCode;
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
        if (!disposing || _isDisposed)
            return;
        _isDisposed = true;
        Kill();
        _process.Dispose();
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
