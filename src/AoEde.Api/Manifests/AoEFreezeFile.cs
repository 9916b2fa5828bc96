using AoEde.Api.Rules;
using AoEde.Api.Schema;

namespace AoEde.Api.Manifests;

/// <summary>What a text says about a freeze. Nothing about its content is thrown; all of it is a <see cref="Diagnostic"/>.</summary>
/// <param name="Freeze">The freeze; null when the text has errors.</param>
/// <param name="Diagnostics">Findings in the order of the lines.</param>
public sealed record AoEFreezeFile(AoEFreeze? Freeze, IReadOnlyList<Diagnostic> Diagnostics)
{
    private static readonly string[] Identity = ["apiVersion", "kind"];

    /// <summary>Reads a freeze.</summary>
    /// <param name="file">Name under which findings are reported.</param>
    /// <param name="text">One YAML document, or JSON.</param>
    /// <param name="inCluster">Whether a cluster is to act on it, rather than a single host.</param>
    /// <param name="old">The freeze before the change; null for a new one.</param>
    /// <returns>What it says.</returns>
    public static AoEFreezeFile ReadText(string file, string text, bool inCluster, AoEFreeze? old = null)
    {
        if (!YamlText.TryLoad(file, text, out var documents, out var problem))
            return new(null, [problem]);

        var sink = new DiagnosticSink(file);
        var written = documents.Where(document => !document.IsNull).ToList();
        if (written.Count > 1)
            sink.Error("", written[1].Position, "here is another object", "send one freeze at a time");

        var node = written.FirstOrDefault();
        if (node is null || node.Shape != NodeShape.Mapping)
        {
            var at = node?.Position ?? new Position(1, 1);
            sink.Error("", at, $"expected an object, found {node?.Describe() ?? "nothing"}", $"start with kind: {AoEFreeze.KindName}");
            return new(null, sink.Found);
        }

        sink.Marks.Set("", node.Position);
        var schema = ObjectSchema.Of(typeof(AoEFreeze));
        var freeze = (AoEFreeze)new NodeBinder(sink, schema).Bind(node, schema, "");

        // Both have a value even if they were not written; somebody who wrote neither most likely sent something else.
        foreach (var name in Identity.Where(name => node.Find(name) is null or { IsNull: true }))
            sink.Error(name, node.Position, "is required", schema.Find(name)!.Requirement!.Remedy);
        foreach (var violation in AoeFreezeRules.Validate(freeze, old).Concat(WithoutEffect(freeze, inCluster)))
            sink.Add(violation);

        return new(sink.HasErrors ? null : freeze, [.. sink.Found.OrderBy(d => d.Line).ThenBy(d => d.Column)]);
    }

    private static IEnumerable<RuleViolation> WithoutEffect(AoEFreeze freeze, bool inCluster)
    {
        const string Field = "spec.holderRef";
        if (!inCluster && freeze.Spec.HolderRef is not null)
        {
            yield return new($"{Field}/no-effect", Field, "has no effect without a cluster",
                "leave it out, and let the holder renew a short ttl", Severity.Warning);
        }
    }
}
