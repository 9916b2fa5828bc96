using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.CrdGen.Crds;
using AoEde.CrdGen.Text;
using AoEde.Kube.Models;

namespace AoEde.CrdGen.Tests;

/// <summary>The definitions, and every node of their schemas.</summary>
internal static class Definitions
{
    private static readonly CrdWriter Writer = new(new XmlDocs("", typeof(AoETarget).Assembly, typeof(V1Condition).Assembly));

    public static JsonObject Of(Type kind) => Writer.Definition(KindModel.All.Single(model => model.Type == kind));

    public static JsonObject Schema(Type kind) =>
        Of(kind)["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject();

    /// <summary>Every schema below one, itself included, with its path.</summary>
    public static IEnumerable<(string Path, JsonObject Schema)> Walk(JsonObject schema, string path = "")
    {
        yield return (path, schema);
        foreach (var (name, child) in Children(schema))
        {
            foreach (var inner in Walk(child, $"{path}.{name}"))
                yield return inner;
        }
    }

    private static IEnumerable<(string Name, JsonObject Schema)> Children(JsonObject schema)
    {
        foreach (var (name, child) in schema["properties"]?.AsObject() ?? [])
            yield return (name, child!.AsObject());
        if (schema["items"] is JsonObject items)
            yield return ("[]", items);
        if (schema["additionalProperties"] is JsonObject values)
            yield return ("*", values);
    }
}
