using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Telemetry.Logs;

/// <summary>A logger that lets only graver events through: what libraries tell of themselves in passing is no news.</summary>
internal sealed class CategoryLogger(ILogger inner, LogLevel minimum) : ILogger
{
    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && inner.IsEnabled(logLevel);

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
