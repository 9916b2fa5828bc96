using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Api.Schema;

namespace AoEde.Api.Tests.Cel;

/// <summary>An object as a person writes it: what equals its default is left out, so that a server has to fill it in.</summary>
internal static class SparseJson
{
    public static JsonObject Of(object value)
    {
        var json = JsonSerializer.SerializeToNode(value, value.GetType(), ApiJson.Options)!.AsObject();
        Strip(json, ObjectSchema.Of(value.GetType()), isRoot: true);
        return json;
    }

    private static void Strip(JsonObject json, ObjectSchema schema, bool isRoot)
    {
        var usual = JsonSerializer.SerializeToNode(Activator.CreateInstance(schema.Type), schema.Type, ApiJson.Options)!.AsObject();
        foreach (var field in schema.Fields)
        {
            if (json[field.Name] is not { } value || (isRoot && field.Kind != FieldKind.Object))
                continue;

            var isUsual = JsonNode.DeepEquals(value, usual[field.Name]) || JsonNode.DeepEquals(value, Written(field.Default));
            if (value is JsonObject group && field.Object is not null)
                Strip(group, field.Object, isRoot: false);
            if (isUsual)
                json.Remove(field.Name);
        }
    }

    private static JsonNode? Written(object? value) =>
        value is null ? null : JsonNode.Parse(value is string text ? JsonSerializer.Serialize(text) : value.ToString()!.ToLowerInvariant());
}
