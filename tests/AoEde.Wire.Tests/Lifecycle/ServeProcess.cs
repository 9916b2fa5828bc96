using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>The agent on a folder of manifests, with folders of its own for state and status.</summary>
internal sealed class ServeProcess(TestHost host) : IDisposable
{
    private readonly TempFolder _folder = new();
    private AgentProcess? _agent;

    public AgentProcess Agent => _agent!;

    /// <summary>Lays down a manifest for a file or device at SHELF.SLOT; more lines of the spec may follow.</summary>
    public void Write(
        string name, int slot, string path, string interfaceName = "aoe0", string more = "", string backing = "file", int shelf = 1)
    {
        Directory.CreateDirectory(_folder["manifests"]);
        _folder.Write($"manifests/{name}.yaml", $$"""
            apiVersion: aoede.io/v1alpha1
            kind: AoETarget
            metadata: { name: {{name}} }
            spec:
              shelf: {{shelf}}
              slot: {{slot}}
              interfaces: ["{{interfaceName}}"]
              backing: { {{backing}}: { path: {{path}} } }
              {{more}}
            """);
    }

    /// <summary>A path in the process's folder.</summary>
    public string PathOf(string name) => _folder[name];

    public void Start(params string[] more) => _agent = AgentProcess.StartReady(
        host, ["serve", "--manifests", _folder["manifests"], "--state-dir", _folder["state"], "--run-dir", _folder["run"], .. more]);

    public void Stop()
    {
        _agent!.Stop().ShouldBe(0, _agent.Story);
        _agent.Dispose();
    }

    public void Restart()
    {
        Stop();
        Start();
    }

    /// <summary>Waits until the target's status file says so, and returns reason and message.</summary>
    public StatusCondition AwaitCondition(string target, string type, string status)
    {
        StatusCondition? seen = null;
        var came = Eventually.Holds(
            () => (seen = StatusCondition.Read(_folder[$"run/status/{target}.yaml"], type))?.Status == status, Eventually.Patience);
        came.ShouldBeTrue($"{type} of {target} should be {status} and is {seen}: {_agent!.Story}");
        return seen!;
    }

    /// <summary>Waits until the target's status file contains a text.</summary>
    public void AwaitText(string target, string text)
    {
        var path = _folder[$"run/status/{target}.yaml"];
        Eventually.Holds(() => File.Exists(path) && File.ReadAllText(path).Contains(text, StringComparison.Ordinal), Eventually.Patience)
            .ShouldBeTrue($"the status of {target} should say \"{text}\": {(File.Exists(path) ? File.ReadAllText(path) : "there is none")}");
    }

    public void Dispose()
    {
        _agent?.Dispose();
        _folder.Dispose();
    }
}
