using AoEde.NodeAgent.Commands;

namespace AoEde.NodeAgent.Tests;

/// <summary>A console whose two streams are read afterwards.</summary>
internal sealed class RecordingConsole
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public RecordingConsole() => Console = new AgentConsole(_output, _error, new ManualTime(), "host-a");

    public AgentConsole Console { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();
}
