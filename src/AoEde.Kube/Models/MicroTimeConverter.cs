using System.Text.Json;
using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>Moments as <c>metav1.MicroTime</c>: RFC 3339 in UTC with six digits of the second; any precision is read.</summary>
public sealed class MicroTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(KubernetesTime.Micros(value));

    internal static DateTimeOffset Parse(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && KubernetesTime.TryParse(reader.GetString(), out var moment)
            ? moment
            : throw new JsonException("not a moment in time (RFC 3339)");
}
