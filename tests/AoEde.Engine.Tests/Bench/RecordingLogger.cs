using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Tests.Bench;

/// <summary>Keeps what was logged; from any thread.</summary>
internal sealed class RecordingLogger : ILogger
{
    public ConcurrentQueue<(int Event, string Text)> Entries { get; } = [];

    public int Count(int eventId) => Entries.Count(e => e.Event == eventId);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Enqueue((eventId.Id, formatter(state, exception)));
}
