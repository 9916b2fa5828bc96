using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AoEde.Kube.Json;

namespace AoEde.Kube.Client.Transport;

/// <summary>One line of a watch: <c>{"type": …, "object": …}</c>. The type is looked at first, since the object of an error is a status.</summary>
internal static class WatchEvent
{
    /// <summary>Reads a line; null for a type that nobody knows yet.</summary>
    /// <exception cref="JsonException">It is no event.</exception>
    /// <exception cref="KubernetesException">It is an error.</exception>
    public static (WatchEventType Type, TEntity Entity)? Parse<TEntity>(ReadOnlySequence<byte> line, JsonTypeInfo<TEntity> info)
        where TEntity : class
    {
        var (name, content) = Split(line);
        WatchEventType? type = name switch
        {
            "ADDED" => WatchEventType.Added,
            "MODIFIED" => WatchEventType.Modified,
            "DELETED" => WatchEventType.Deleted,
            "BOOKMARK" => WatchEventType.Bookmark,
            "ERROR" => WatchEventType.Error,
            _ => null,
        };
        if (type is null)
            return null;
        var reader = new Utf8JsonReader(content);
        if (type == WatchEventType.Error)
            throw new KubernetesException(JsonSerializer.Deserialize(ref reader, KubernetesJsonContext.Default.V1Status) ?? new() { Message = "the watch failed" });
        return (type.Value, JsonSerializer.Deserialize(ref reader, info) ?? throw new JsonException("an event without an object"));
    }

    private static (string Type, ReadOnlySequence<byte> Content) Split(ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        string? type = null;
        ReadOnlySequence<byte>? content = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("not an event");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isContent = reader.ValueTextEquals("object"u8);
            reader.Read();
            var start = reader.TokenStartIndex;
            if (isType)
                type = reader.GetString();
            else
                reader.Skip();
            if (isContent)
                content = line.Slice(start, reader.BytesConsumed - start);
        }
        return type is not null && content is { } found ? (type, found) : throw new JsonException("an event without type or object");
    }
}
