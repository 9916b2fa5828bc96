using AoEde.Api.Manifests;
using AoEde.Engine;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Telemetry;

/// <summary>Everything the agent itself says, with ids that stay. The engine's events have their own ids below 2000.</summary>
internal static partial class AgentLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Signal {Signal} is ignored: there is no shadow file to freeze with. Name one with -f, or use 'aoectl freeze' with serve.")]
    public static partial void FreezeSignalIgnored(ILogger logger, int signal);

    [LoggerMessage(2002, LogLevel.Information, "Stopping: what is in flight is answered first.")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(2010, LogLevel.Information, "Manifests read from {Path}: {Targets} targets.")]
    public static partial void ManifestsRead(ILogger logger, string path, int targets);

    [LoggerMessage(EventId = 2011, Message = "{Diagnostic}")]
    public static partial void Manifest(ILogger logger, LogLevel level, Diagnostic diagnostic);

    [LoggerMessage(2013, LogLevel.Warning, "A manifest cannot be used as it is now: the last good version of its targets stays in force.")]
    public static partial void LastGoodKept(ILogger logger);

    [LoggerMessage(2014, LogLevel.Warning, "{Folder} cannot be watched ({Problem}). After a change send SIGHUP; raising fs.inotify.max_user_instances may help.")]
    public static partial void NotWatched(ILogger logger, string folder, string problem);

    [LoggerMessage(2030, LogLevel.Warning, "Status file {File} was not written; trying again at the next change.")]
    public static partial void StatusNotWritten(ILogger logger, string file, Exception exception);

    [LoggerMessage(2034, LogLevel.Error, "The status could not be shown.")]
    public static partial void StatusNotShown(ILogger logger, Exception exception);

    [LoggerMessage(2031, LogLevel.Warning, "Control socket {Path} is not available; targets are served all the same.")]
    public static partial void NoControlSocket(ILogger logger, string path, Exception exception);

    [LoggerMessage(2032, LogLevel.Information, "Control socket {Path} is open.")]
    public static partial void ControlSocketOpen(ILogger logger, string path);

    [LoggerMessage(2033, LogLevel.Error, "Control request {Path} failed.")]
    public static partial void ControlFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(2035, LogLevel.Error, "Probes and metrics cannot be answered at {Address}; targets are served all the same. Name an address of this machine and a port that is free.")]
    public static partial void NoProbes(ILogger logger, string address, Exception exception);

    [LoggerMessage(2040, LogLevel.Debug, "Freeze {Freeze}: {Targets} frozen for {Holder}.")]
    public static partial void Frozen(ILogger logger, string freeze, string targets, string holder);

    [LoggerMessage(2041, LogLevel.Warning, "Freeze {Freeze} was refused: {Reason}: {Message}")]
    public static partial void FreezeRefused(ILogger logger, string freeze, string reason, string message);

    [LoggerMessage(2042, LogLevel.Debug, "Freeze {Freeze} is released.")]
    public static partial void Released(ILogger logger, string freeze);

    [LoggerMessage(2043, LogLevel.Debug, "Freeze {Freeze} has ended ({End}): {Message}")]
    public static partial void HoldEnded(ILogger logger, string freeze, HoldEnd end, string message);

    [LoggerMessage(2044, LogLevel.Error, "Freeze {Freeze} is broken, what was read since it began is not one point in time: {Message}")]
    public static partial void FreezeBroken(ILogger logger, string freeze, string message);

    [LoggerMessage(2045, LogLevel.Warning, "Freeze {Freeze} is in force but had no record; it was written anew.")]
    public static partial void FreezeWrittenAnew(ILogger logger, string freeze);

    [LoggerMessage(2046, LogLevel.Warning, "The hold {Hold} has no name that a freeze could have; it is left alone.")]
    public static partial void ForeignHold(ILogger logger, string hold);

    [LoggerMessage(2047, LogLevel.Warning, "Freeze {Freeze} could not be released; it ends at its deadline.")]
    public static partial void FreezeNotReleased(ILogger logger, string freeze, Exception exception);

    [LoggerMessage(2048, LogLevel.Error, "The record of freeze {Freeze} could not be stored or removed; the freeze itself stands.")]
    public static partial void FreezeNotStored(ILogger logger, string freeze, Exception exception);

    [LoggerMessage(2049, LogLevel.Warning, "The record {File} cannot be read and is set aside.")]
    public static partial void FreezeRecordUnreadable(ILogger logger, string file, Exception exception);

    [LoggerMessage(2050, LogLevel.Error, "The book of freezes could not take something in.")]
    public static partial void FreezeBookFailed(ILogger logger, Exception exception);

    [LoggerMessage(2060, LogLevel.Warning, "SIGUSR2 after {Count} SIGUSR1 means nothing, and nothing was done: one freezes, two thaw. Leave a tenth of a second between signals, since equal ones that wait are joined.")]
    public static partial void UnknownSequence(ILogger logger, int count);

    [LoggerMessage(2061, LogLevel.Error, "{Target} was not frozen: {Reason}: {Message}")]
    public static partial void SignalFreezeRefused(ILogger logger, string target, string reason, string message);

    [LoggerMessage(2062, LogLevel.Error, "{Target} was not thawed: {Reason}: {Message}")]
    public static partial void SignalThawRefused(ILogger logger, string target, string reason, string message);

    [LoggerMessage(2063, LogLevel.Error, "The freeze of {Target} could not be renewed; trying again: {Message}")]
    public static partial void SignalFreezeNotRenewed(ILogger logger, string target, string message);

    [LoggerMessage(2064, LogLevel.Error, "A freeze signal could not be followed.")]
    public static partial void SignalFailed(ILogger logger, Exception exception);
}
