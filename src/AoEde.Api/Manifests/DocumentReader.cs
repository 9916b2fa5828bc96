using AoEde.Api.Rules;
using AoEde.Api.Schema;

namespace AoEde.Api.Manifests;

/// <summary>Reads one document of a file: a target, a list of them, or something that is none of our business.</summary>
internal sealed class DocumentReader(string file, ManifestOptions options)
{
    private static readonly string[] OurKinds = [AoETarget.KindName, AoEFreeze.KindName, AoENode.KindName];

    public List<ManifestTarget> Targets { get; } = [];

    public List<string> Refused { get; } = [];

    public List<Diagnostic> Diagnostics { get; } = [];

    public void Read(ManifestNode node)
    {
        if (node.IsNull)
            return;

        var sink = new DiagnosticSink(file);
        sink.Marks.Set("", node.Position);
        if (node.Shape != NodeShape.Mapping)
            sink.Error("", node.Position, $"expected an object with apiVersion and kind, found {node.Describe()}", "start with apiVersion");
        else if (node.Find("kind") is { Shape: NodeShape.Scalar, IsNull: false } kind)
            ReadKind(node, kind, sink);
        else
            sink.Error("kind", node.Find("kind")?.Position ?? node.Position, "is required", $"write kind: {AoETarget.KindName}");

        Diagnostics.AddRange(sink.Found);
    }

    private void ReadKind(ManifestNode node, ManifestNode kind, DiagnosticSink sink)
    {
        var version = node.Find("apiVersion");
        var isOurs = version?.Text.StartsWith(ApiGroup.Name + "/", StringComparison.Ordinal) == true;
        if (kind.Text is "List" or AoETarget.KindName + "List")
            ReadItems(node, sink);
        else if (kind.Text == AoETarget.KindName)
            ReadTarget(node, version, sink);
        else if (isOurs && !OurKinds.Contains(kind.Text))
            sink.Error("kind", kind.Position, $"{ApiGroup.Name} has no kind '{Shown.Text(kind.Text)}'", KindRemedy(kind.Text));
        else
            sink.Warning("kind", kind.Position, $"{Shown.Text(kind.Text)} is ignored: only {AoETarget.KindName} is read from files",
                "move it elsewhere to silence this");
    }

    private void ReadItems(ManifestNode node, DiagnosticSink sink)
    {
        if (node.Find("items") is not { Shape: NodeShape.Sequence } items)
        {
            sink.Error("items", node.Find("items")?.Position ?? node.Position, "expected a list", "write the objects below items");
            return;
        }

        foreach (var item in items.Items)
        {
            // A list within a list is nobody's output; refusing it bounds the recursion.
            if (item.Shape == NodeShape.Mapping && item.Find("kind")?.Text is { } kind && kind.EndsWith("List", StringComparison.Ordinal))
                sink.Error("items", item.Position, "a list holds another list", "give each object its own document");
            else
                Read(item);
        }
    }

    private void ReadTarget(ManifestNode node, ManifestNode? version, DiagnosticSink sink)
    {
        if (version is not { Shape: NodeShape.Scalar, Text: ApiGroup.ApiVersion })
        {
            var found = version is null || version.IsNull
                ? "is required"
                : $"'{Shown.Text(version.Text)}' is not a version this program reads";
            sink.Error("apiVersion", version?.Position ?? node.Position, found, $"write apiVersion: {ApiGroup.ApiVersion}");
            return;
        }

        var schema = ObjectSchema.Of(typeof(AoETarget));
        var target = (AoETarget)new NodeBinder(sink, schema).Bind(node, schema, "");
        foreach (var violation in AoeTargetRules.Validate(target).Concat(NotYet.Check(target, options.InCluster)))
        {
            if (options.InCluster || violation.Rule != "spec.nodeName/required")
                sink.Add(violation);
        }

        CheckHost(target, sink);
        if (target.Metadata.NamespaceProperty is not null)
        {
            var at = sink.Marks.Find("metadata.namespace");
            sink.Warning("metadata.namespace", at, $"{AoETarget.KindName} has no namespace", "leave it out");
        }

        if (!sink.HasErrors)
            Targets.Add(new ManifestTarget(target, file, node.Position.Line) { Marks = sink.Marks });
        else if (!string.IsNullOrEmpty(target.Metadata.Name))
            Refused.Add(target.Metadata.Name);
    }

    private void CheckHost(AoETarget target, DiagnosticSink sink)
    {
        if (options.InCluster || string.IsNullOrEmpty(target.Spec.NodeName) || target.Spec.NodeName == options.HostName)
            return;

        var message = $"'{Shown.Text(target.Spec.NodeName)}' is not this host, which is {options.HostName}";
        sink.Add(new RuleViolation("host", "spec.nodeName", message, "leave nodeName out, or move the file to that host"));
    }

    private static string KindRemedy(string kind) =>
        Suggestion.For(kind, OurKinds) is { } meant ? $"did you mean {meant}?" : $"the kinds are {string.Join(", ", OurKinds)}";
}
