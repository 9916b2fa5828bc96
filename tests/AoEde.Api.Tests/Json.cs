using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AoEde.Api.Tests;

/// <summary>Objects as an API server would hand them over.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static string Write(AoETarget target) => JsonSerializer.Serialize(target, Options);

    public static AoETarget Read(string text) => JsonSerializer.Deserialize<AoETarget>(text, Options)!;
}
