using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Cluster;

/// <summary>What the agent says of a cluster, with ids from 2100 on that stay.</summary>
internal static partial class NodeLog
{
    [LoggerMessage(2100, LogLevel.Information, "Node {Node}: {Targets} targets are assigned by what is stored; serving them while the API server is asked.")]
    public static partial void StartingFromDisk(ILogger logger, string node, int targets);

    [LoggerMessage(2101, LogLevel.Error, "{Path} cannot be used and is set aside; nothing is served until the API server answers.")]
    public static partial void AssignmentsUnreadable(ILogger logger, string path, Exception exception);

    [LoggerMessage(2102, LogLevel.Error, "{Path} could not be stored. After a restart without the API server something older would be served.")]
    public static partial void AssignmentsNotStored(ILogger logger, string path, Exception exception);

    [LoggerMessage(2103, LogLevel.Warning, "Target {Target}: {Problem}")]
    public static partial void SpecRefused(ILogger logger, string target, string problem);

    [LoggerMessage(2104, LogLevel.Information, "The API server is followed: {Targets} targets, {Ours} of them here.")]
    public static partial void Synced(ILogger logger, int targets, int ours);

    [LoggerMessage(2105, LogLevel.Warning, "Target {Target} was given to another node by force (epoch {Epoch}) and leaves the wire at once.")]
    public static partial void TakenAway(ILogger logger, string target, long epoch);

    [LoggerMessage(2106, LogLevel.Information, "Target {Target} is withdrawn ({Why}), epoch {Epoch}.")]
    public static partial void Withdrawn(ILogger logger, string target, string why, long epoch);

    [LoggerMessage(2107, LogLevel.Warning, "Target {Target} cannot leave yet: {Why}")]
    public static partial void CannotLeave(ILogger logger, string target, string why);

    [LoggerMessage(2108, LogLevel.Warning, "The shadow of target {Target} was not merged; it is kept as {Path}.")]
    public static partial void ShadowLeft(ILogger logger, string target, string path);

    [LoggerMessage(2109, LogLevel.Error, "Target {Target} could not be taken off the wire; trying again.")]
    public static partial void WithdrawalFailed(ILogger logger, string target, Exception exception);

    [LoggerMessage(2110, LogLevel.Warning, "The status of target {Target} was not written: {Problem} Trying again in {Delay}.")]
    public static partial void StatusRefused(ILogger logger, string target, string problem, TimeSpan delay);

    [LoggerMessage(2111, LogLevel.Error, "Writing statuses failed.")]
    public static partial void PublisherFailed(ILogger logger, Exception exception);

    [LoggerMessage(2112, LogLevel.Warning, "What initiators had set about target {Target} on the node before could not be taken over: {Problem}")]
    public static partial void ImportFailed(ILogger logger, string target, string problem);

    [LoggerMessage(2120, LogLevel.Error, "Freeze {Freeze} could not be looked at; trying again.")]
    public static partial void FreezeFailed(ILogger logger, string freeze, Exception exception);

    [LoggerMessage(2121, LogLevel.Warning, "Freeze {Freeze} waits: {Reason}: {Message}")]
    public static partial void FreezeWaits(ILogger logger, string freeze, string reason, string message);

    [LoggerMessage(2122, LogLevel.Warning, "The status of freeze {Freeze} was not written: {Problem} Trying again in {Delay}.")]
    public static partial void FreezeStatusRefused(ILogger logger, string freeze, string problem, TimeSpan delay);

    [LoggerMessage(2130, LogLevel.Warning, "The AoENode object could not be written: {Problem} Trying again.")]
    public static partial void NodeNotWritten(ILogger logger, string problem);

    [LoggerMessage(2140, LogLevel.Error, "{Part} ended, which it never should; starting it again.")]
    public static partial void PartFailed(ILogger logger, string part, Exception exception);

    [LoggerMessage(2150, LogLevel.Information, "Another agent holds {Path}; waiting for it to end.")]
    public static partial void WaitingForPredecessor(ILogger logger, string path);

    [LoggerMessage(2151, LogLevel.Information, "Told to end: serving on until the next agent waits, {AtMost} at most.")]
    public static partial void ServingUntilSuccessor(ILogger logger, TimeSpan atMost);
}
