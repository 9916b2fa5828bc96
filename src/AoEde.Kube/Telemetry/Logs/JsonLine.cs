using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Telemetry.Logs;

/// <summary>
/// A log line for programs: <c>time</c>, <c>level</c>, <c>id</c>, <c>event</c>, <c>message</c>, <c>error</c>, and below <c>fields</c> what the message
/// was made of and what its scopes are about.
/// </summary>
internal static class JsonLine
{
    private const string Template = "{OriginalFormat}";

    // A log is read by people, too: only what JSON demands is escaped. It never lands in a web page unescaped by who shows it.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts an event into a line.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="state">What its message was made of.</param>
    /// <param name="scopes">What it happened in.</param>
    public static string Write(LogEntry entry, IReadOnlyList<KeyValuePair<string, object?>>? state, IExternalScopeProvider scopes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", entry.Time);
            json.WriteString("level", entry.LevelName);
            if (entry.Event.Id != 0)
                json.WriteNumber("id", entry.Event.Id);
            if (entry.Event.Name is { Length: > 0 } name)
                json.WriteString("event", name);
            json.WriteString("message", entry.Message);
            if (entry.Error is { } error)
                json.WriteString("error", error);
            WriteFields(json, Fields(state, scopes));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // The inner one of two fields of a name wins: a name stands once in an object.
    private static SortedDictionary<string, object?> Fields(IReadOnlyList<KeyValuePair<string, object?>>? state, IExternalScopeProvider scopes)
    {
        var fields = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        scopes.ForEachScope(
            static (scope, all) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object>> pairs)
                    Add(all, pairs.Select(p => KeyValuePair.Create(p.Key, (object?)p.Value)));
            },
            fields);
        Add(fields, state ?? []);
        return fields;
    }

    private static void Add(SortedDictionary<string, object?> fields, IEnumerable<KeyValuePair<string, object?>> more)
    {
        foreach (var (key, value) in more)
        {
            if (key != Template)
                fields[key] = value;
        }
    }

    private static void WriteFields(Utf8JsonWriter json, SortedDictionary<string, object?> fields)
    {
        if (fields.Count == 0)
            return;
        json.WriteStartObject("fields");
        foreach (var (key, value) in fields)
        {
            json.WritePropertyName(key);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long or short or byte or uint or ushort:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
