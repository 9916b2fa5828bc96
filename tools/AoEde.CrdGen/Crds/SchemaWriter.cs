using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Schema;
using AoEde.CrdGen.Text;
using AoEde.Kube.Models;

namespace AoEde.CrdGen.Crds;

/// <summary>
/// Writes the structural schema of a kind. Every field is typed, nothing is preserved that is not declared, and the defaults that rules rely
/// on are the server's own. A group of fields has no default of its own: an object shows what was asked of it, not every setting.
/// </summary>
/// <param name="docs">Descriptions.</param>
/// <param name="rules">Rules of the kind.</param>
internal sealed class SchemaWriter(XmlDocs docs, IReadOnlyList<RuleText> rules)
{
    /// <summary>The schema of a kind's objects.</summary>
    public JsonObject Root(KindModel kind)
    {
        var properties = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["description"] = $"Version of the API: {ApiGroup.ApiVersion}.", ["type"] = "string" },
            ["kind"] = new JsonObject { ["description"] = $"Kind of the object: {kind.Entity.Kind}.", ["type"] = "string" },
            ["metadata"] = new JsonObject { ["type"] = "object" },
        };
        var spec = ObjectSchema.Of(kind.Type).Find("spec")!;
        properties["spec"] = Described(spec, Group(spec.Object!, "spec", isStatus: false));
        var status = Group(ObjectSchema.Of(kind.Status), "status", isStatus: true);
        status.Insert(0, "description", docs.Of(kind.Status));
        properties["status"] = status;

        var root = new JsonObject { ["description"] = docs.Of(kind.Type), ["type"] = "object" };
        if (spec.IsRequired)
            root["required"] = new JsonArray("spec");
        root["properties"] = properties;
        AddRules(root, "");
        return root;
    }

    private JsonObject Group(ObjectSchema group, string path, bool isStatus, string? key = null)
    {
        var properties = new JsonObject();
        foreach (var field in group.Fields)
        {
            var made = Described(field, Field(field, $"{path}.{field.Name}", isStatus));
            properties[field.Name] = isStatus && field.Name != key ? Nullable.Allow(made) : made;
        }


        var required = group.Fields.Where(field => field.IsRequired || field.Name == key).Select(field => (JsonNode)field.Name).ToArray();
        var schema = new JsonObject { ["type"] = "object" };
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);
        schema["properties"] = properties;
        AddRules(schema, path);
        return schema;
    }

    private JsonObject Described(FieldSchema field, JsonObject schema)
    {
        schema.Insert(0, "description", docs.Of(field.Declaration));
        return schema;
    }

    private JsonObject Field(FieldSchema field, string path, bool isStatus) => field.Kind switch
    {
        FieldKind.Object => isStatus ? Whole(Group(field.Object!, path, isStatus)) : Group(field.Object!, path, isStatus),
        FieldKind.ObjectList => List(field, Item(field, path), isSet: false),
        FieldKind.StringList => List(field, Text(field), isSet: !isStatus),
        FieldKind.StringMap => Map(field),
        FieldKind.Int32 => Number(field, "int32"),
        FieldKind.Int64 => Number(field, "int64"),
        FieldKind.Boolean => WithDefault(field, new() { ["type"] = "boolean" }),
        FieldKind.Moment => new() { ["type"] = "string", ["format"] = "date-time" },
        _ => WithDefault(field, Text(field)),
    };

    private JsonObject Item(FieldSchema field, string path) =>
        IsConditions(field)
            ? ConditionSchema.Item()
            : Group(field.Item!, path, isStatus: true, field.MapKey);

    private static bool IsConditions(FieldSchema field) => field.Item?.Type == typeof(V1Condition);

    // A group of a status has one writer and is written as a whole. It must be atomic: of one that is not, a manager that leaves it out gives up
    // its fields one by one, and servers of 1.20 (at least) leave a null behind that their own validation then refuses. The same goes for lists.
    private static JsonObject Whole(JsonObject group)
    {
        group["x-kubernetes-map-type"] = "atomic";
        return group;
    }

    private static JsonObject List(FieldSchema field, JsonObject item, bool isSet)
    {
        var list = new JsonObject { ["type"] = "array" };
        var items = Constraint<ItemsAttribute>(field);
        if (items is { Minimum: > 0 })
            list["minItems"] = items.Minimum;
        if ((items?.Maximum ?? field.MostItems) is { } most)
            list["maxItems"] = most;
        list["items"] = item;
        list["x-kubernetes-list-type"] = field.MapKey is not null ? "map" : isSet ? "set" : "atomic";
        if (field.MapKey is not null)
            list["x-kubernetes-list-map-keys"] = new JsonArray(field.MapKey);
        return list;
    }

    private static JsonObject Map(FieldSchema field)
    {
        var map = new JsonObject { ["type"] = "object" };
        if (Constraint<ItemsAttribute>(field) is { } items)
            map["maxProperties"] = items.Maximum;
        map["additionalProperties"] = Text(field);
        return map;
    }

    private static JsonObject Text(FieldSchema field)
    {
        var text = new JsonObject { ["type"] = "string" };
        if (Constraint<OneOfAttribute>(field) is { } words)
            text["enum"] = new JsonArray([.. words.Values.Select(word => (JsonNode)word)]);
        if (Constraint<LengthAttribute>(field) is { } length)
        {
            if (length.Minimum > 0)
                text["minLength"] = length.Minimum;
            text["maxLength"] = length.Maximum;
        }

        if (Constraint<PatternAttribute>(field) is { } pattern)
        {
            // An address has one length; without it the cost of a rule that reads it could not be told.
            if (pattern is MacFormatAttribute)
                text["maxLength"] = 17;
            text["pattern"] = pattern.Pattern;
        }

        return text;
    }

    private static JsonObject Number(FieldSchema field, string format)
    {
        var number = new JsonObject { ["type"] = "integer", ["format"] = format };
        if (Constraint<BoundsAttribute>(field) is { } bounds)
        {
            number["minimum"] = bounds.Minimum;
            if (bounds.Maximum < long.MaxValue)
                number["maximum"] = bounds.Maximum;
        }

        if (Constraint<MultipleOfAttribute>(field) is { } multiple)
            number["multipleOf"] = multiple.Unit;
        return WithDefault(field, number);
    }

    private static JsonObject WithDefault(FieldSchema field, JsonObject schema)
    {
        // An empty text says nothing that its absence does not.
        if (field.Default is not (null or ""))
        {
            schema["default"] = field.Default switch
            {
                bool flag => JsonValue.Create(flag),
                int number => JsonValue.Create(number),
                long number => JsonValue.Create(number),
                var text => JsonValue.Create((string)text),
            };
        }

        return schema;
    }

    private void AddRules(JsonObject schema, string path)
    {
        var here = rules.Where(rule => rule.Where == path)
            .Select(rule => (JsonNode)new JsonObject { ["rule"] = rule.Cel, ["message"] = rule.Message }).ToArray();
        if (here.Length > 0)
            schema["x-kubernetes-validations"] = new JsonArray(here);
    }

    private static T? Constraint<T>(FieldSchema field)
        where T : ConstraintAttribute => field.Constraints.OfType<T>().FirstOrDefault();
}
