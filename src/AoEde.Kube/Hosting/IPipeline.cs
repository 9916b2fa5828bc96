using AoEde.Kube.Extensions;

namespace AoEde.Kube.Hosting;

/// <summary>The controller of one kind, for the service that runs it.</summary>
internal interface IPipeline
{
    /// <summary>How it is.</summary>
    HealthPart Health { get; }

    /// <summary>Reconciles everything, and then what changes, until cancelled. Once at a time.</summary>
    /// <param name="mayWork">Asked before each reconciliation: false when leadership has run out by the clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TimeoutException">A reconciliation did not end after cancellation.</exception>
    Task RunAsync(Func<bool> mayWork, CancellationToken cancellationToken);
}
