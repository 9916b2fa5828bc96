using AoEde.Protocol;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Telemetry;

/// <summary>What the engine logs. Event ids are stable: people match on them. Nothing here is called per frame.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(100, LogLevel.Information, "{Target}: exported at {Address} on {Interface}, {Bytes} bytes, {Engine}")]
    public static partial void Exported(ILogger logger, string target, AoeAddress address, string @interface, long bytes, string engine);

    [LoggerMessage(101, LogLevel.Information, "{Target}: withdrawn from {Address}")]
    public static partial void Withdrawn(ILogger logger, string target, AoeAddress address);

    [LoggerMessage(102, LogLevel.Warning, "{Target}: refused, {Reason}: {Message}")]
    public static partial void Refused(ILogger logger, string target, string reason, string message);

    [LoggerMessage(103, LogLevel.Warning, "{Target}: address conflict at {Address}: {Message}")]
    public static partial void Conflict(ILogger logger, string target, AoeAddress address, string message);

    [LoggerMessage(104, LogLevel.Information, "{Target}: the device grew to {Bytes} bytes; initiators are told")]
    public static partial void Grew(ILogger logger, string target, long bytes);

    [LoggerMessage(105, LogLevel.Error, "{Target}: the change an initiator asked for could not be stored, so it was not made: {Message}")]
    public static partial void StateNotStored(ILogger logger, string target, string message);

    [LoggerMessage(106, LogLevel.Information, "{Target}: no other answer at {Address} any more; serving everyone again")]
    public static partial void ConflictOver(ILogger logger, string target, AoeAddress address);

    [LoggerMessage(107, LogLevel.Error, "{Target}: {Path} did not finish its requests within {Seconds} s; it stays claimed until the process ends")]
    public static partial void Stuck(ILogger logger, string target, string path, double seconds);

    [LoggerMessage(140, LogLevel.Error, "{Target}: making {Path} stable failed ({Errno}): {LostBytes} acknowledged bytes may be lost; initiators are told at their next flush")]
    public static partial void SyncFailed(ILogger logger, string target, string path, string errno, long lostBytes);

    [LoggerMessage(110, LogLevel.Information, "{Interface}: serving, MAC {Mac}, MTU {Mtu}")]
    public static partial void InterfaceUp(ILogger logger, string @interface, MacAddress mac, int mtu);

    [LoggerMessage(111, LogLevel.Warning, "{Interface}: link down; targets there are silent until it is back")]
    public static partial void LinkDown(ILogger logger, string @interface);

    [LoggerMessage(112, LogLevel.Warning, "{Interface}: gone")]
    public static partial void InterfaceGone(ILogger logger, string @interface);

    [LoggerMessage(113, LogLevel.Error, "{Interface}: cannot be served: {Message}")]
    public static partial void InterfaceFailed(ILogger logger, string @interface, string message);

    [LoggerMessage(114, LogLevel.Information, "{Interface}: MTU is {Mtu} now; initiators are told")]
    public static partial void MtuChanged(ILogger logger, string @interface, int mtu);

    [LoggerMessage(115, LogLevel.Error, "{Interface}: some requests have no answer after {Seconds} s, because a disk did not finish them; they are given up, and initiators send them again")]
    public static partial void InterfaceStuck(ILogger logger, string @interface, double seconds);

    [LoggerMessage(130, LogLevel.Information, "{Target}: frozen for {Holder} until {Until:u}")]
    public static partial void Frozen(ILogger logger, string target, string holder, DateTimeOffset until);

    [LoggerMessage(131, LogLevel.Information, "{Target}: the hold of {Holder} has ended, {End}: {Message}")]
    public static partial void HoldEnded(ILogger logger, string target, string holder, string end, string message);

    [LoggerMessage(132, LogLevel.Warning, "{Target}: a write found no room in the shadow. {Message}")]
    public static partial void ShadowFull(ILogger logger, string target, string message);

    [LoggerMessage(133, LogLevel.Warning, "{Target}: cannot go on with its freeze now, trying again: {Message}")]
    public static partial void FreezeDelayed(ILogger logger, string target, string message);

    [LoggerMessage(134, LogLevel.Information, "{Target}: {State} again, with the writes in {Path}")]
    public static partial void FreezeResumed(ILogger logger, string target, string state, string path);

    [LoggerMessage(135, LogLevel.Information, "{Target}: merged and thawed")]
    public static partial void Thawed(ILogger logger, string target);

    [LoggerMessage(141, LogLevel.Warning, "{Target}: not well, {Reason}: {Message}")]
    public static partial void Unhealthy(ILogger logger, string target, string reason, string message);

    [LoggerMessage(142, LogLevel.Information, "{Target}: well again")]
    public static partial void HealthyAgain(ILogger logger, string target);

    [LoggerMessage(120, LogLevel.Critical, "The engine failed to do something it should never fail to do")]
    public static partial void Unexpected(ILogger logger, Exception e);
}
