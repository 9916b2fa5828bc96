using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>What the runtime logs. Event ids are stable: people match on them.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(4001, LogLevel.Information, "{Kind}: listed {Count} objects at version {Version}")]
    public static partial void Listed(ILogger logger, string kind, int count, string version);

    [LoggerMessage(4002, LogLevel.Information, "{Kind}: the server no longer knows version {Version}; listing anew")]
    public static partial void Expired(ILogger logger, string kind, string version);

    [LoggerMessage(4003, LogLevel.Warning, "{Kind}: no word from the server for {Seconds:0} s; the connection is given up")]
    public static partial void Idle(ILogger logger, string kind, double seconds);

    [LoggerMessage(4004, LogLevel.Warning, "{Kind}: {Step} failed ({Failures} in a row), trying again in {Seconds:0.0} s: {Message}")]
    public static partial void WatchFailed(ILogger logger, string kind, string step, int failures, double seconds, string message);

    [LoggerMessage(4005, LogLevel.Error, "{Kind}: somebody who follows the store threw; this is a bug there")]
    public static partial void SubscriberFailed(ILogger logger, Exception error, string kind);

    [LoggerMessage(4011, LogLevel.Error, "{Key}: work failed ({Failures} in a row), trying again later")]
    public static partial void WorkFailed(ILogger logger, Exception error, object key, int failures);

    [LoggerMessage(4012, LogLevel.Warning, "{Key}: {Kind} not reconciled, trying again: {Message}")]
    public static partial void NotReconciled(ILogger logger, Exception? error, object key, string kind, string message);

    [LoggerMessage(4013, LogLevel.Debug, "{Key}: {Kind} changed meanwhile, looking again")]
    public static partial void ChangedMeanwhile(ILogger logger, object key, string kind);

    [LoggerMessage(4021, LogLevel.Information, "{Lease}: {Identity} leads now")]
    public static partial void Leads(ILogger logger, string lease, string identity);

    [LoggerMessage(4022, LogLevel.Information, "{Lease}: {Leader} leads; {Identity} waits")]
    public static partial void Follows(ILogger logger, string lease, string leader, string identity);

    [LoggerMessage(4023, LogLevel.Warning, "{Lease}: {Identity} no longer leads: {Reason}")]
    public static partial void NoLongerLeads(ILogger logger, string lease, string identity, string reason);

    [LoggerMessage(4024, LogLevel.Warning, "{Lease}: {Verb} failed, trying again: {Message}")]
    public static partial void LeaseFailed(ILogger logger, string lease, string verb, string message);

    [LoggerMessage(4025, LogLevel.Critical, "{Lease}: the work of {Identity} has not ended although its lease has run out; another may lead now")]
    public static partial void WorkOutlivesLease(ILogger logger, string lease, string identity);

    [LoggerMessage(4026, LogLevel.Information, "{Lease}: given back by {Identity}")]
    public static partial void Released(ILogger logger, string lease, string identity);

    [LoggerMessage(4031, LogLevel.Warning, "{Lease}: the heartbeat fails since now, trying on: {Message}")]
    public static partial void HeartbeatFails(ILogger logger, string lease, string message);

    [LoggerMessage(4032, LogLevel.Information, "{Lease}: the heartbeat is back")]
    public static partial void HeartbeatBack(ILogger logger, string lease);

    [LoggerMessage(4041, LogLevel.Warning, "events cannot be recorded since now; they are counted as dropped: {Message}")]
    public static partial void EventsFail(ILogger logger, string message);

    [LoggerMessage(4042, LogLevel.Information, "events are recorded again")]
    public static partial void EventsBack(ILogger logger);

    [LoggerMessage(4043, LogLevel.Warning, "there are more events than can be recorded; the oldest are dropped and counted")]
    public static partial void EventsOverflow(ILogger logger);
}
