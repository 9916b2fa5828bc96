using AoEde.NodeAgent.Cluster;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Hosting;

/// <summary>
/// One agent after another on the same node without a gap between: the one that is told to end serves on until the next has
/// started and waits, and that one serves when the first has let go. Never two at a time: the run directory's lock decides.
/// </summary>
/// <param name="atMost">How long the one that ends waits for the next; none for an agent that ends at once and waits for nobody.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where waiting is told.</param>
internal sealed class Succession(TimeSpan atMost, TimeProvider time, ILogger logger)
{
    // What the other side may need to end, beyond the time it serves on: the usual grace of a pod.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    /// <summary>Holds the folder, if need be after the agent that has it now.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="problems">Says why it cannot be had.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<RunDirectory?> HoldAsync(string path, List<string> problems, CancellationToken stop)
    {
        var run = RunDirectory.TryHold(path, problems, out var isHeld);
        if (!isHeld || atMost <= TimeSpan.Zero)
        {
            return run;
        }

        NodeLog.WaitingForPredecessor(logger, path);
        var started = time.GetTimestamp();
        IDisposable? place = null;
        try
        {
            while (isHeld && time.GetElapsedTime(started) < atMost + s_grace)
            {
                await Task.Delay(s_look, time, stop);
                place ??= RunDirectory.TryQueue(path);
                if (place is not null)
                {
                    problems.Clear();
                    run = RunDirectory.TryHold(path, problems, out isHeld);
                }
            }
        }
        finally
        {
            place?.Dispose();
        }

        return run;
    }

    /// <summary>Returns when the next agent waits, or no longer than it may take.</summary>
    /// <param name="run">The folder that it waits for.</param>
    public async Task AwaitSuccessorAsync(RunDirectory run)
    {
        if (atMost <= TimeSpan.Zero)
        {
            return;
        }

        NodeLog.ServingUntilSuccessor(logger, atMost);
        var started = time.GetTimestamp();
        while (!run.HasSuccessor() && time.GetElapsedTime(started) < atMost)
        {
            await Task.Delay(s_look, time);
        }
    }
}
