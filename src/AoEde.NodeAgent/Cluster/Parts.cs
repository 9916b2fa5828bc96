using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Cluster;

/// <summary>Loops that run beside each other until the agent stops. One that fails is a defect; it is told, and begins anew: serving goes on.</summary>
internal sealed class Parts(TimeProvider time, ILogger logger, CancellationToken stop)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly List<Task> _running = [];

    /// <summary>Starts a loop.</summary>
    /// <param name="name">Its name, for people.</param>
    /// <param name="loop">The loop.</param>
    public void Start(string name, Func<CancellationToken, Task> loop) => _running.Add(Task.Run(() => RunAsync(name, loop), CancellationToken.None));

    /// <summary>Ends when all loops have, after the agent was told to stop.</summary>
    public Task EndAsync() => Task.WhenAll(_running);

    private async Task RunAsync(string name, Func<CancellationToken, Task> loop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await loop(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                NodeLog.PartFailed(logger, name, problem);
            }

            await Task.Delay(s_pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
