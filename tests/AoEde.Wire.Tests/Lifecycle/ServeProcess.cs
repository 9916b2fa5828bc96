using AoEde.Testing.Files;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>The agent on a folder of manifests, with folders of its own for state and status.</summary>
internal sealed class ServeProcess(TestHost host) : IDisposable
{
    private readonly TempFolder _folder = new();
    private AgentProcess? _agent;

    public AgentProcess Agent => _agent!;

    /// <summary>Lays down a manifest for a file at 1.SLOT; more lines of the spec may follow.</summary>
    public void Write(string name, int slot, string image, string interfaceName = "aoe0", string more = "")
    {
        Directory.CreateDirectory(_folder["manifests"]);
        _folder.Write($"manifests/{name}.yaml", $$"""
            apiVersion: aoede.io/v1alpha1
            kind: AoETarget
            metadata: { name: {{name}} }
            spec:
              shelf: 1
              slot: {{slot}}
              interfaces: ["{{interfaceName}}"]
              backing: { file: { path: {{image}} } }
              {{more}}
            """);
    }

    public void Start() => _agent = AgentProcess.StartReady(
        host, "serve", "--manifests", _folder["manifests"], "--state-dir", _folder["state"], "--run-dir", _folder["run"]);

    public void Restart()
    {
        _agent!.Stop().ShouldBe(0, _agent.Story);
        _agent.Dispose();
        Start();
    }

    public void Dispose()
    {
        _agent?.Dispose();
        _folder.Dispose();
    }
}
