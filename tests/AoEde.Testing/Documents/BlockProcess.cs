using System.Diagnostics;
using System.Text;
using AoEde.Testing.Host;

namespace AoEde.Testing.Documents;

/// <summary>bash with the text of one block, in a session of its own, so that everything it starts ends with it.</summary>
internal sealed class BlockProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly DocumentBlock _block;

    public BlockProcess(DocumentBlock block, DocumentPlace place)
    {
        _block = block;
        string[] bash = ["bash", "-eux", "-o", "pipefail", "-c", block.Text];
        var start = new ProcessStartInfo("setsid", [.. place.Enter, .. bash])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = place.Folder ?? DocumentScenes.Root,
        };
        foreach (var (name, value) in place.Environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Close();
    }

    /// <summary>What it has printed, commands and errors included.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Waits for its end, which must be a good one.</summary>
    public async Task FinishAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(within);
        try
        {
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"did not end within {within.TotalSeconds:0} s");
        }

        if (_process.ExitCode != 0)
            throw Failed($"ended with {_process.ExitCode}");
    }

    /// <summary>Waits until it says that it is ready, and goes on.</summary>
    public void AwaitReady()
    {
        Eventually.Holds(() => IsReady || _process.HasExited, TimeSpan.FromSeconds(60));
        if (!IsReady)
            throw Failed("did not get ready");
    }

    public void Dispose()
    {
        Tool.Succeeds("kill", "-TERM", "--", $"-{_process.Id}");
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            Tool.Succeeds("kill", "-KILL", "--", $"-{_process.Id}");
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private bool IsReady => Output.Split('\n').Any(line => line.StartsWith("ready:", StringComparison.Ordinal));

    private DocumentException Failed(string what) => new($"the block at {_block.Place} {what}:\n{Output}");

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Append(line).Append('\n');
    }
}
