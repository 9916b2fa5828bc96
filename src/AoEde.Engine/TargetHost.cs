using Microsoft.Extensions.Logging;

namespace AoEde.Engine;

/// <summary>The engine of one process: keeps the targets it is given on the wire, and says how each of them fares.</summary>
public sealed class TargetHost : IAsyncDisposable
{
    /// <summary>Makes an engine that serves nothing yet.</summary>
    /// <param name="options">The host it runs on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it reports.</param>
    public TargetHost(HostOptions options, TimeProvider time, ILogger logger) => _ = (options, time, logger);

    /// <summary>Raised, on a thread of the engine, after some target's status changed.</summary>
    public event EventHandler? Changed;

    /// <summary>
    /// Makes <paramref name="desired"/> the targets that are served: adds, changes and removes; a target whose options did not
    /// change is not touched. Returns when each target has settled once: exported, refused with a reason, or suspended.
    /// </summary>
    /// <param name="desired">All targets that shall be served.</param>
    /// <param name="ct">Gives up waiting; what was begun is completed.</param>
    public Task ApplyAsync(IReadOnlyList<TargetOptions> desired, CancellationToken ct)
    {
        Changed?.Invoke(this, EventArgs.Empty);
        return Task.CompletedTask;
    }

    /// <summary>How each target fares now; from any thread.</summary>
    public IReadOnlyList<TargetStatus> Status() => [];

    /// <summary>Stops intake, answers everything in flight, flushes and closes.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
