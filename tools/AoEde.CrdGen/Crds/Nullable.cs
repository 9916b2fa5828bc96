using System.Text.Json.Nodes;

namespace AoEde.CrdGen.Crds;

/// <summary>
/// Texts of a status may be null, because of server-side apply on Kubernetes 1.20: there an empty text is taken for null, and refused where null is
/// not allowed, and the whole status with it. It is stored as the empty text that it is.
/// </summary>
internal static class Nullable
{
    /// <summary>Allows null for a text; other schemas stay as they are.</summary>
    public static JsonObject Allow(JsonObject schema)
    {
        if (schema["type"]!.GetValue<string>() == "string")
            schema.Insert(schema.IndexOf("type") + 1, "nullable", true);
        return schema;
    }
}
