using AoEde.Testing.Host;
using AoEde.Testing.Processes;

namespace AoEde.Bench.Contenders;

/// <summary>Freezes and thaws an agent that was started with a shadow, by its signals.</summary>
internal sealed class Freezer(HostedProcess agent)
{
    private static readonly TimeSpan BetweenSignals = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Whether everything is in the base again.</summary>
    public bool IsMerged => Count("thawed:") == Count("thawing:");

    public void Freeze()
    {
        var before = Count("frozen:");
        Signal("-USR1", "-USR2");
        Await(() => Count("frozen:") > before, "frozen");
    }

    /// <summary>Returns when merging has begun.</summary>
    public void Thaw()
    {
        var before = Count("thawing:");
        Signal("-USR1", "-USR1", "-USR2");
        Await(() => Count("thawing:") > before, "thawing");
    }

    public void AwaitMerged() => Await(() => IsMerged, "thawed");

    private void Signal(params string[] signals)
    {
        // The kernel joins equal signals that wait.
        foreach (var signal in signals)
        {
            Tool.Run("kill", signal, $"{agent.ProcessId}");
            Thread.Sleep(BetweenSignals);
        }
    }

    private void Await(Func<bool> condition, string what) =>
        Eventually.True(() => condition() || !agent.IsRunning, $"the agent says '{what}': {agent.Story}", Patience);

    private int Count(string word) => agent.Output.Split('\n').Count(line => line.StartsWith(word, StringComparison.Ordinal));
}
