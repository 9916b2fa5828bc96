using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.Testing.Processes;

/// <summary>
/// The built aoede-agent. Projects whose tests use it reference AoEde.NodeAgent, which puts the program beside the tests.
/// </summary>
public sealed class AgentProcess : HostedProcess
{
    /// <summary>A line that begins so on standard output says that every target has settled.</summary>
    public const string ReadyLine = "ready:";

    private AgentProcess(TestHost host, IEnumerable<string> arguments)
        : base(host, DotnetProgram.Path, ["exec", ProgramPath, .. arguments])
    {
    }

    public static string ProgramPath => Path.Combine(AppContext.BaseDirectory, "aoede-agent.dll");

    public bool IsReady => Output.Split('\n').Any(line => line.StartsWith(ReadyLine, StringComparison.Ordinal));

    /// <summary>Starts and waits until it is ready; an early end is an exception with its output.</summary>
    public static AgentProcess StartReady(TestHost host, params string[] arguments)
    {
        var agent = Start(host, arguments);
        try
        {
            agent.AwaitReady();
            return agent;
        }
        catch
        {
            agent.Dispose();
            throw;
        }
    }

    /// <summary>Starts it and returns at once.</summary>
    public static AgentProcess Start(TestHost host, params string[] arguments) => new(host, arguments);

    public void AwaitReady()
    {
        Eventually.Holds(() => IsReady || !IsRunning, Eventually.Patience);
        if (!IsReady)
            throw new InvalidOperationException($"the agent did not get ready: {Story}");
    }
}
