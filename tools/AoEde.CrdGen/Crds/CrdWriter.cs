using System.Text.Json.Nodes;
using AoEde.Api.Manifests;
using AoEde.Api.Schema;
using AoEde.CrdGen.Text;
using AoEde.Kube.Models;

namespace AoEde.CrdGen.Crds;

/// <summary>Writes the CustomResourceDefinition of a kind.</summary>
/// <param name="docs">Descriptions.</param>
public sealed class CrdWriter(XmlDocs docs)
{
    private const string Heading = "# Written by `make crds` from src/AoEde.Api; a test compares. Do not edit.\n";

    /// <summary>The file's text.</summary>
    public string Text(KindModel kind) => Heading + YamlWriter.Of(Definition(kind));

    /// <summary>The definition as an API server takes it.</summary>
    public JsonObject Definition(KindModel kind)
    {
        var entity = kind.Entity;
        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{entity.PluralName}.{entity.Group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = entity.Group,
                ["names"] = new JsonObject
                {
                    ["kind"] = entity.Kind,
                    ["listKind"] = $"{entity.Kind}List",
                    ["plural"] = entity.PluralName,
                    ["singular"] = entity.Kind.ToLowerInvariant(),
                    ["shortNames"] = new JsonArray([.. kind.ShortNames.Select(name => (JsonNode)name)]),
                    ["categories"] = new JsonArray("aoede"),
                },
                ["scope"] = kind.Scope == EntityScope.Cluster ? "Cluster" : "Namespaced",
                ["versions"] = new JsonArray(Version(kind)),
            },
        };
    }

    private JsonObject Version(KindModel kind) => new()
    {
        ["name"] = kind.Entity.ApiVersion,
        ["served"] = true,
        ["storage"] = true,
        ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
        ["additionalPrinterColumns"] = new JsonArray([.. kind.Columns.Select(Column)]),
        ["schema"] = new JsonObject { ["openAPIV3Schema"] = new SchemaWriter(docs, kind.Rules).Root(kind) },
    };

    private static JsonNode Column(PrinterColumnAttribute column)
    {
        var made = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.Path };
        if (column.IsWide)
            made["priority"] = 1;
        return made;
    }
}
