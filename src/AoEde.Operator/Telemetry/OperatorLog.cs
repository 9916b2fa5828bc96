using AoEde.Kube.Extensions;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Telemetry;

/// <summary>Everything that the operator says, with ids that stay: 3000 to 3999.</summary>
internal static partial class OperatorLog
{
    [LoggerMessage(3000, LogLevel.Information, "aoede-operator {Version} as {Identity} in namespace {Namespace}, with {Server}")]
    public static partial void Starting(ILogger logger, string version, string identity, string @namespace, Uri server);

    [LoggerMessage(3001, LogLevel.Information, "Stopping.")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(EventId = 3100, Message = "Target {Target}: {Reason}: {Message}")]
    public static partial void TargetEvent(ILogger logger, LogLevel level, string target, string reason, string message);

    [LoggerMessage(3101, LogLevel.Information, "Target {Target} may go (by force: {Force}).")]
    public static partial void TargetReleased(ILogger logger, string target, bool force);

    [LoggerMessage(3200, LogLevel.Information, "Freeze {Freeze} of {Targets} is allowed, on node {Node}.")]
    public static partial void FreezeAllowed(ILogger logger, ObjectKey freeze, string targets, string node);

    [LoggerMessage(3201, LogLevel.Warning, "Freeze {Freeze} is refused: {Reason}: {Message}")]
    public static partial void FreezeRefused(ILogger logger, ObjectKey freeze, string reason, string message);

    [LoggerMessage(3202, LogLevel.Information, "Freeze {Freeze} waits: {Message}.")]
    public static partial void FreezeWaits(ILogger logger, ObjectKey freeze, string message);

    [LoggerMessage(3203, LogLevel.Information, "Freeze {Freeze} is released: {Cause}.")]
    public static partial void FreezeReleasing(ILogger logger, ObjectKey freeze, string cause);

    [LoggerMessage(3204, LogLevel.Information, "Freeze {Freeze} is made of an annotation, for {Holder}.")]
    public static partial void FreezeCreated(ILogger logger, ObjectKey freeze, string holder);

    [LoggerMessage(3205, LogLevel.Information, "Freeze {Freeze} ended {History} ago and its record is deleted.")]
    public static partial void FreezeForgotten(ILogger logger, ObjectKey freeze, string history);

    [LoggerMessage(3206, LogLevel.Warning, "Freeze {Freeze} may go without the word of the agent of {Node}, which is lost with its Node.")]
    public static partial void FreezeAbandoned(ILogger logger, ObjectKey freeze, string node);

    [LoggerMessage(3207, LogLevel.Warning, "Target {Target}: its freeze annotation cannot be used: {Message}")]
    public static partial void AnnotationRefused(ILogger logger, string target, string message);

    [LoggerMessage(3300, LogLevel.Warning, "The agent of node {Node} is lost: its heartbeat is stale.")]
    public static partial void AgentLost(ILogger logger, string node);

    [LoggerMessage(3301, LogLevel.Information, "The heartbeat of node {Node} is {State}.")]
    public static partial void HeartbeatChanged(ILogger logger, string node, Nodes.Heartbeat state);

    [LoggerMessage(3400, LogLevel.Information, "DaemonSet {DaemonSet} is applied from ConfigMap {ConfigMap}, placement {Placement}.")]
    public static partial void AgentsApplied(ILogger logger, string daemonSet, string configMap, Agents.AgentPlacement placement);

    [LoggerMessage(3401, LogLevel.Error, "ConfigMap {ConfigMap} cannot be used, the agents stay as they are: {Problem}")]
    public static partial void TemplateInvalid(ILogger logger, string configMap, string problem);

    [LoggerMessage(3402, LogLevel.Information, "Agents: {Rollout}.")]
    public static partial void Rollout(ILogger logger, Agents.Rollout rollout);

    [LoggerMessage(3403, LogLevel.Information, "Node {Node}: label aoede.io/agent is {Act}.")]
    public static partial void NodeLabelled(ILogger logger, string node, string act);

    [LoggerMessage(3404, LogLevel.Warning, "ConfigMap {ConfigMap} is gone: the agents stay as they are.")]
    public static partial void TemplateGone(ILogger logger, string configMap);

    [LoggerMessage(3405, LogLevel.Information, "Agent {Pod} of node {Node} is to end: it serves on until the next one has started.")]
    public static partial void AgentLeaves(ILogger logger, string pod, string node);

    [LoggerMessage(3406, LogLevel.Warning, "Agent {Pod} is to end and could not be relabelled, so that the next one starts only when it is gone: {Problem}")]
    public static partial void AgentNotReplacedYet(ILogger logger, string pod, string problem);
}
