using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Telemetry;

/// <summary>
/// One line per event on a text writer: time, level, event, message. Written here instead of taking the console provider
/// because that one costs a queue, a thread and several assemblies at start, all of which an export of one disk pays for.
/// </summary>
internal sealed class LineLogger(TextWriter writer, TimeProvider time, LogLevel minimum = LogLevel.Information) : ILogger, ILoggerFactory
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = $"{time.GetUtcNow().UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {Label(logLevel)} {Event(eventId)}{OneLine(formatter(state, exception))}";
        if (exception is not null)
        {
            // The whole of it only where it may be a bug; a refused device is told by its message.
            line += logLevel >= LogLevel.Error ? $": {OneLine(exception.ToString())}" : $": {OneLine(exception.Message)}";
        }

        lock (_gate)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }

    /// <summary>Every category writes to the same place; the event id tells where a line comes from.</summary>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The agent logs to one place: standard error.");

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writer belongs to whoever made this logger.
    }

    private static string Event(EventId id) => id.Name is { Length: > 0 } name ? $"{name}[{id.Id}] " : id.Id != 0 ? $"[{id.Id}] " : "";

    private static string OneLine(string text) => text.ReplaceLineEndings(" | ");

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
