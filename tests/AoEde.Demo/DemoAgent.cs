using System.Text.Json.Nodes;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Demo;

/// <summary>The built aoede-agent on a folder of its own, and the built aoectl that talks to it. Removed on dispose.</summary>
internal sealed class DemoAgent : IDisposable
{
    private readonly string _programs;
    private readonly string _folder;
    private readonly TestLink _link;
    private readonly CancellationToken _interrupted;
    private HostedProcess? _process;

    public DemoAgent(string programs, string scratch, TestLink link, CancellationToken interrupted)
    {
        _programs = programs;
        _folder = Path.Combine(Path.GetFullPath(scratch), Leftovers.NewName());
        _link = link;
        _interrupted = interrupted;
        Directory.CreateDirectory(Path.Combine(_folder, "manifests"));
    }

    // The path of a Unix socket has room for a hundred characters, which a checkout's folder may exceed.
    private string RunFolder { get; } = Directory.CreateTempSubdirectory("aoede-demo-").FullName;

    /// <summary>Writes what is to be exported, and returns its lines.</summary>
    public IEnumerable<string> WriteManifest(string image, int shelf, int slot)
    {
        // Slow enough to be watched.
        var text = $$"""
            apiVersion: aoede.io/v1alpha1
            kind: AoETarget
            metadata: { name: disk }
            spec:
              shelf: {{shelf}}
              slot: {{slot}}
              interfaces: [{{_link.Name}}]
              backing: { file: { path: {{Path.GetFullPath(image)}} } }
              freeze: { view: { slot: {{FreezeAct.ViewSlot}} }, mergeRateBytes: {{FreezeAct.MergeRate}} }
            """;
        File.WriteAllText(Path.Combine(_folder, "manifests", "disk.yaml"), text);
        return text.Split('\n').Skip(3).Where(line => !line.Contains("backing", StringComparison.Ordinal));
    }

    /// <summary>Starts it and returns the line that says it is ready.</summary>
    public string Start()
    {
        _process = new HostedProcess(_link.Host, Path.Combine(_programs, "aoede-agent"),
        [
            "serve", "--manifests", Path.Combine(_folder, "manifests"), "--state-dir", Path.Combine(_folder, "state"), "--run-dir", RunFolder,
        ]);
        Eventually.Holds(() => (IsReady && HasSocket) || !_process.IsRunning || _interrupted.IsCancellationRequested, Eventually.Patience);
        _interrupted.ThrowIfCancellationRequested();
        return IsReady ? _process.Output.Split('\n').First(IsReadyLine) : throw new DemoException($"the target did not get ready: {_process.Story}");
    }

    /// <summary>Runs aoectl and returns what it says.</summary>
    public string Ctl(params string[] arguments)
    {
        using var ctl = new HostedProcess(_link.Host, Path.Combine(_programs, "aoectl"), [.. arguments, "--run-dir", RunFolder]);
        return ctl.AwaitExit() == 0 ? ctl.Output : throw new DemoException($"aoectl failed: {ctl.Story}");
    }

    /// <summary>What the target's status says about its freeze.</summary>
    public JsonNode? FreezeStatus() => JsonNode.Parse(Ctl("status", "disk", "-o", "json"))?["status"]?["freeze"];

    /// <summary>Asks it to stop.</summary>
    public void Stop()
    {
        if (_process!.Stop() != 0)
            throw new DemoException($"the target did not stop as it should: {_process.Story}");
    }

    public void Dispose()
    {
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(RunFolder, recursive: true);
    }

    private bool IsReady => _process!.Output.Split('\n').Any(IsReadyLine);

    private bool HasSocket => File.Exists(Path.Combine(RunFolder, "control.sock"));

    private static bool IsReadyLine(string line) => line.StartsWith(AgentProcess.ReadyLine, StringComparison.Ordinal);
}
