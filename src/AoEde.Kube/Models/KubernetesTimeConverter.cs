using System.Text.Json;
using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>Moments as <c>metav1.Time</c>: RFC 3339 in UTC, whole seconds; any precision is read.</summary>
public sealed class KubernetesTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MicroTimeConverter.Parse(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(KubernetesTime.Seconds(value));
}
