using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.CrdGen.Crds;

namespace AoEde.CrdGen.Tests;

/// <summary>What an API server asks of a structural schema, and what rules ask of it.</summary>
public sealed class SchemaTests
{
    public static TheoryData<Type> Kinds => [typeof(AoETarget), typeof(AoEFreeze), typeof(AoENode)];

    [Theory, MemberData(nameof(Kinds))]
    public void EveryNode_OfASchema_HasATypeAndOnlyKnownWords(Type kind)
    {
        string[] words =
        [
            "description", "type", "format", "required", "properties", "items", "additionalProperties", "enum", "default", "pattern", "minimum", "maximum",
            "minLength", "maxLength", "minItems", "maxItems", "maxProperties", "multipleOf", "x-kubernetes-list-type", "x-kubernetes-list-map-keys",
            "x-kubernetes-validations", "nullable", "x-kubernetes-map-type",
        ];

        foreach (var (path, schema) in Definitions.Walk(Definitions.Schema(kind)))
        {
            schema.ContainsKey("type").ShouldBeTrue(path);
            schema.Select(pair => pair.Key).ShouldBeSubsetOf(words, path);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryField_OfASchema_IsDescribed(Type kind) =>
        Definitions.Walk(Definitions.Schema(kind))
            .Where(node => !node.Path.EndsWith("[]", StringComparison.Ordinal) && !node.Path.EndsWith('*') && node.Path != ".metadata")
            .Where(node => node.Schema["description"] is not { } text || text.GetValue<string>().Length < 4)
            .Select(node => node.Path)
            .ShouldBeEmpty();

    [Theory, MemberData(nameof(Kinds))]
    public void EveryListOfASpec_IsBoundedAndASet(Type kind)
    {
        foreach (var (path, schema) in Spec(kind).Where(node => node.Schema["type"]!.GetValue<string>() == "array"))
        {
            schema["maxItems"].ShouldNotBeNull(path);
            schema["x-kubernetes-list-type"]!.GetValue<string>().ShouldBe("set", path);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryTextOfASpec_IsBounded(Type kind) =>
        Spec(kind).Where(node => node.Schema["type"]!.GetValue<string>() == "string")
            .Where(node => node.Schema["maxLength"] is null && node.Schema["enum"] is null)
            .Select(node => node.Path)
            .ShouldBeEmpty();

    [Theory, MemberData(nameof(Kinds))]
    public void NullIsAllowed_InAStatusAlone(Type kind) =>
        Definitions.Walk(Definitions.Schema(kind)).Where(node => node.Schema.ContainsKey("nullable")).ShouldAllBe(node => node.Path.StartsWith(".status."));

    [Theory, MemberData(nameof(Kinds))]
    public void EveryMapList_RequiresItsKey(Type kind)
    {
        foreach (var (path, schema) in Definitions.Walk(Definitions.Schema(kind)).Where(node => node.Schema["x-kubernetes-list-map-keys"] is not null))
        {
            var keys = schema["x-kubernetes-list-map-keys"]!.AsArray().Select(key => key!.GetValue<string>());
            keys.ShouldBeSubsetOf(schema["items"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()), path);
        }
    }

    [Theory]
    [InlineData(typeof(AoETarget), "spec.suspend spec.portable spec.network spec.initiators.mode spec.freeze.defaultTTL spec.freeze.maxTTL spec.backing.offsetBytes")]
    [InlineData(typeof(AoEFreeze), "spec.holder spec.release spec.join spec.historyTTL")]
    public void Default_ThatARuleReliesOn_IsInTheSchema(Type kind, string paths)
    {
        var known = Definitions.Walk(Definitions.Schema(kind)).ToDictionary(node => node.Path, node => node.Schema);

        foreach (var path in paths.Split(' '))
            known[$".{path}"].ContainsKey("default").ShouldBeTrue(path);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryRule_OfATable_StandsOnceWithFieldAndRemedy(Type kind)
    {
        var model = KindModel.All.Single(known => known.Type == kind);
        var found = Definitions.Walk(Definitions.Schema(kind))
            .SelectMany(node => (node.Schema["x-kubernetes-validations"]?.AsArray() ?? []).Select(rule => (node.Path, Rule: rule!.AsObject())))
            .ToList();

        found.Select(rule => (rule.Path.TrimStart('.'), rule.Rule["rule"]!.GetValue<string>()))
            .ShouldBe(model.Rules.Select(rule => (rule.Where, rule.Cel)), ignoreOrder: true);
        foreach (var message in found.Select(rule => rule.Rule["message"]!.GetValue<string>()))
        {
            message.ShouldMatch(@"^(spec|metadata)\.\S+: .+ \(.+\)$");
            message.Length.ShouldBeLessThan(2048);
        }
    }

    [Fact]
    public void Columns_OfATarget_AreThoseOfTheDesign()
    {
        var columns = Definitions.Of(typeof(AoETarget))["spec"]!["versions"]![0]!["additionalPrinterColumns"]!.AsArray();

        columns.Where(column => column!["priority"] is null).Select(column => column!["name"]!.GetValue<string>())
            .ShouldBe(["Address", "Node", "Size", "Ready", "Reason", "Frozen", "Age"]);
        columns.Where(column => column!["priority"] is not null).Select(column => column!["name"]!.GetValue<string>())
            .ShouldBe(["Device", "Serial", "Interfaces", "Initiators"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryColumn_ReadsAFieldOfTheSchema(Type kind)
    {
        var known = Definitions.Walk(Definitions.Schema(kind)).Select(node => node.Path).ToHashSet();
        known.Add(".metadata.creationTimestamp");

        foreach (var path in Definitions.Of(kind)["spec"]!["versions"]![0]!["additionalPrinterColumns"]!.AsArray().Select(c => c!["jsonPath"]!.GetValue<string>()))
            known.ShouldContain(path.Contains('?', StringComparison.Ordinal) ? ".status.conditions.[]." + path[(path.LastIndexOf('.') + 1)..] : path);
    }

    private static IEnumerable<(string Path, JsonObject Schema)> Spec(Type kind) =>
        Definitions.Walk(Definitions.Schema(kind)).Where(node => node.Path.StartsWith(".spec", StringComparison.Ordinal));
}
