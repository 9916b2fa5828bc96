using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Telemetry.Logs;

/// <summary>A log line for people.</summary>
internal static class TextLine
{
    /// <summary>Puts an event into a line.</summary>
    /// <param name="entry">The event.</param>
    public static string Write(LogEntry entry) =>
        $"{entry.Time} {entry.LevelName} {Event(entry.Event)}{OneLine(entry.Message)}{(entry.Error is { } error ? $": {OneLine(error)}" : "")}";

    private static string Event(EventId id) => id.Name is { Length: > 0 } name ? $"{name}[{id.Id}] " : id.Id != 0 ? $"[{id.Id}] " : "";

    private static string OneLine(string text) => text.ReplaceLineEndings(" | ");
}
