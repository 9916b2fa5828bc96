using AoEde.Operator.Nodes;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Feeds;

/// <summary>Notices that an agent fell silent, which is no change of any object.</summary>
internal sealed class HeartbeatLook(
    HeartbeatBook book, HeartbeatTimes times, NodeDependents dependents, TimeProvider time, ILogger<HeartbeatLook> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(times.Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var node in book.Changes())
            {
                OperatorLog.HeartbeatChanged(logger, node, book.State(node));
                dependents.Look(node);
            }
        }
    }
}
