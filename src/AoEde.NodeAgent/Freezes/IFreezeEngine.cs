using AoEde.Engine;

namespace AoEde.NodeAgent.Freezes;

/// <summary>What the agent needs of the engine to freeze and thaw; <see cref="TargetHost"/> behind a door that tests can stand in for.</summary>
internal interface IFreezeEngine
{
    /// <summary>A hold on one target has ended; raised on a thread of the engine.</summary>
    event EventHandler<HoldEndedEventArgs>? HoldEnded;

    /// <summary>Some target's status may have changed; raised on a thread of the engine.</summary>
    event EventHandler? Changed;

    /// <summary>How each target fares now; from any thread.</summary>
    IReadOnlyList<TargetStatus> Status();

    /// <summary>Freezes targets at one moment.</summary>
    /// <exception cref="FreezeException">It could not be done; nothing is frozen.</exception>
    Task FreezeAsync(FreezeRequest request, CancellationToken cancellation);

    /// <summary>Lets a hold last for its time from now on.</summary>
    /// <exception cref="FreezeException">There is no such hold.</exception>
    Task RenewAsync(string id, TimeSpan? ttl, CancellationToken cancellation);

    /// <summary>Ends a hold; returns when merging has begun.</summary>
    /// <exception cref="FreezeException">There is no such hold.</exception>
    Task ReleaseAsync(string id, CancellationToken cancellation);

    /// <summary>What was written since a target was frozen.</summary>
    IReadOnlyList<ChangedRange> ChangedRanges(string target);
}
