using System.Text.Json;
using System.Text.Json.Serialization;

namespace AoEde.Api.Values;

/// <summary>Moments of an object's JSON, in the form of <see cref="Timestamp"/>.</summary>
public sealed class TimestampConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Timestamp.TryParse(reader.GetString(), out var moment)
            ? moment
            : throw new JsonException("not a moment in time");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Timestamp.Write(value));
}
