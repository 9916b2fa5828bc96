namespace AoEde.Kube.Extensions;

/// <summary>A reflector of any kind, for the host that runs it.</summary>
internal interface IReflector
{
    /// <summary>How it is.</summary>
    HealthPart Health { get; }

    /// <summary>Ends when the first list is in.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);

    /// <summary>Runs until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
