namespace AoEde.NodeAgent.Sources;

/// <summary>Where targets come from: manifest files without a cluster, the API server with one.</summary>
internal interface ITargetSource : IDisposable
{
    /// <summary>Gives the desired targets now, and again after each change, until cancelled.</summary>
    IAsyncEnumerable<TargetReading> ReadAllAsync(CancellationToken cancellation);
}
