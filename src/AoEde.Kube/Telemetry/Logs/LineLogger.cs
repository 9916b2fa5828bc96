using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Telemetry.Logs;

/// <summary>
/// One line per event on a text writer, for people or for programs. Written here instead of taking the console provider because that one
/// costs a queue, a thread and several assemblies at start, all of which an export of one disk pays for.
/// </summary>
/// <param name="writer">Where to; it stays its owner's.</param>
/// <param name="time">The clock of the lines.</param>
/// <param name="minimum">The least level that is written.</param>
/// <param name="format">How the lines look.</param>
public sealed class LineLogger(TextWriter writer, TimeProvider time, LogLevel minimum = LogLevel.Information, LogFormat format = LogFormat.Text)
    : ILogger, ILoggerFactory
{
    private readonly Lock _gate = new();
    private readonly LoggerExternalScopeProvider _scopes = new();

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => format == LogFormat.Json ? _scopes.Push(state) : null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var entry = new LogEntry(time.GetUtcNow(), logLevel, eventId, formatter(state, exception), exception);
        var line = format == LogFormat.Json
            ? JsonLine.Write(entry, state as IReadOnlyList<KeyValuePair<string, object?>>, _scopes)
            : TextLine.Write(entry);
        lock (_gate)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }

    /// <summary>Every category writes to the same place; the event id tells where a line comes from. Of the framework only warnings are written.</summary>
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Microsoft.", StringComparison.Ordinal) ? new CategoryLogger(this, LogLevel.Warning) : this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("A program logs to one place: standard error.");

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writer belongs to whoever made this logger.
    }
}
