namespace AoEde.NodeAgent.Cluster.Freezing;

/// <summary>Where freezes come from, beside the control socket of a single host: it is told how they fare by the same book.</summary>
internal interface IFreezeSource
{
    /// <summary>Follows what is asked for until cancelled.</summary>
    Task RunAsync(CancellationToken cancellation);
}
