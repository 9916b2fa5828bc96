using System.Text.Json;

namespace AoEde.ClusterTesting.Audit;

/// <summary>Reads the log the API server writes; a line that is still being written is left for the next time.</summary>
internal static class AuditLog
{
    public static IReadOnlyList<AuditEvent> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var events = new List<AuditEvent>();
        while (reader.ReadLine() is { } line)
        {
            if (line.EndsWith('}') && Parse(line) is { } entry)
                events.Add(entry);
        }

        return events;
    }

    private static AuditEvent? Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var entry = document.RootElement;
        // A watch is logged when it starts and when it ends; the start says all there is.
        if (!entry.TryGetProperty("responseStatus", out var status) || Text(entry, "stage") == "ResponseComplete" && Text(entry, "verb") == "watch" && Code(status) < 400)
            return null;
        var reference = entry.TryGetProperty("objectRef", out var found) ? found : default;
        var resource = Text(reference, "resource");
        var subresource = Text(reference, "subresource");
        return new AuditEvent(
            Text(entry.GetProperty("user"), "username") ?? string.Empty,
            Text(entry, "verb") ?? string.Empty,
            Text(reference, "apiGroup") ?? string.Empty,
            subresource is null ? resource : $"{resource}/{subresource}",
            Text(reference, "namespace"),
            Text(reference, "name"),
            Text(entry, "requestURI") ?? string.Empty,
            Code(status),
            Text(entry, "userAgent"));
    }

    private static int Code(JsonElement status) => status.TryGetProperty("code", out var code) ? code.GetInt32() : 0;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
