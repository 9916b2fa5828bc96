using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Telemetry.Logs;

/// <summary>One event.</summary>
/// <param name="At">When.</param>
/// <param name="Level">How grave.</param>
/// <param name="Event">Which.</param>
/// <param name="Message">In words.</param>
/// <param name="Exception">What was thrown, if something was.</param>
internal readonly record struct LogEntry(DateTimeOffset At, LogLevel Level, EventId Event, string Message, Exception? Exception)
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>When, in UTC.</summary>
    public string Time => At.UtcDateTime.ToString(Form);

    /// <summary>How grave, in one word.</summary>
    public string LevelName => Level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };

    /// <summary>What was thrown: the whole of it only where it may be a bug; a refused device is told by its message.</summary>
    public string? Error => Level >= LogLevel.Error ? Exception?.ToString() : Exception?.Message;
}
