using Microsoft.Extensions.Hosting;

namespace AoEde.ClusterTesting.Faults;

/// <summary>A host that leaves signals and the console to the test host.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
