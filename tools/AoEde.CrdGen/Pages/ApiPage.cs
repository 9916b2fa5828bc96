using System.Reflection;
using System.Text;
using AoEde.Api;
using AoEde.Api.Schema;
using AoEde.CrdGen.Crds;
using AoEde.CrdGen.Text;
using AoEde.Kube.Models;

namespace AoEde.CrdGen.Pages;

/// <summary>Writes the reference of the API: every field, rule, condition, reason and event.</summary>
/// <param name="docs">Descriptions.</param>
public sealed class ApiPage(XmlDocs docs)
{
    private static readonly (string Heading, Type Words)[] WordLists =
    [
        ("Conditions of an AoETarget", typeof(Conditions)),
        ("Reasons of an AoETarget's conditions", typeof(Reasons)),
        ("Conditions of an AoEFreeze", typeof(FreezeConditions)),
        ("Reasons of an AoEFreeze's conditions", typeof(FreezeReasons)),
        ("Conditions of an AoENode", typeof(NodeConditions)),
        ("Reasons of an AoENode's conditions", typeof(NodeReasons)),
        ("Events", typeof(EventReasons)),
        ("Annotations and finalizers", typeof(Annotations)),
        ("Field managers", typeof(FieldManagers)),
    ];

    /// <summary>The page.</summary>
    public string Text()
    {
        var page = new StringBuilder();
        page.Append("# The API\n\nWritten by `make crds` from `src/AoEde.Api`; a test compares. Do not edit.\n\n");
        page.Append($"Group and version: `{ApiGroup.ApiVersion}`. A field without a default may be left out unless it is required. ");
        page.Append("Rules are checked by the API server where it knows CEL (1.25), and always by operator and agent, which report `Accepted=False/Invalid`.\n");
        foreach (var kind in KindModel.All)
            Kind(page, kind);
        foreach (var (heading, words) in WordLists)
            Words(page, heading, words);
        return page.ToString();
    }

    private void Kind(StringBuilder page, KindModel kind)
    {
        var scope = kind.Scope == EntityScope.Cluster ? "belongs to the cluster" : "lives in a namespace";
        page.Append($"\n## {kind.Entity.Kind}\n\n{docs.Of(kind.Type)}\n\n");
        page.Append($"It {scope}; `kubectl get {kind.Entity.PluralName}`, or `{string.Join("`, `", kind.ShortNames)}`.\n\n### {kind.Entity.Kind} spec\n\n");

        var fields = new MarkdownTable("Field", "Type", "Default", "Allowed", "Meaning");
        foreach (var (path, field) in ObjectSchema.Of(kind.Type).Find("spec")!.Object!.Walk())
            fields.Add($"`{path}`", FieldText.Type(field), FieldText.Default(field), FieldText.Bounds(field), docs.Of(field.Declaration));
        page.Append(fields.Text());

        var rules = new MarkdownTable("Rule", "On", "CEL", "What an API server says");
        foreach (var rule in kind.Rules)
            rules.Add(rule.Id, rule.Where.Length == 0 ? "the object" : $"`{rule.Where}`", $"`{rule.Cel}`", rule.Message);
        page.Append($"\n### {kind.Entity.Kind} rules\n\n").Append(rules.Text());

        var status = new MarkdownTable("Field", "Type", "Meaning");
        Status(status, ObjectSchema.Of(kind.Status), "");
        page.Append($"\n### {kind.Entity.Kind} status\n\n").Append(status.Text());

        var columns = new MarkdownTable("Column", "Value", "Shown");
        foreach (var column in kind.Columns)
            columns.Add(column.Name, $"`{column.Path}`", column.IsWide ? "`-o wide`" : "always");
        page.Append($"\n### {kind.Entity.Kind} columns\n\n").Append(columns.Text());
    }

    private void Status(MarkdownTable table, ObjectSchema group, string prefix)
    {
        foreach (var field in group.Fields)
        {
            var bounds = field.MostItems is { } most ? $", at most {most}" : "";
            table.Add($"`{prefix}{field.Name}`", FieldText.Type(field) + bounds, docs.Of(field.Declaration));
            if (field.Object is not null)
                Status(table, field.Object, $"{prefix}{field.Name}.");
            if (field.Item is not null && field.Name != "conditions")
                Status(table, field.Item, $"{prefix}{field.Name}[].");
        }
    }

    private void Words(StringBuilder page, string heading, Type words)
    {
        var table = new MarkdownTable("Word", "Meaning");
        foreach (var field in words.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral))
            table.Add($"`{field.GetRawConstantValue()}`", docs.Of(field));
        page.Append($"\n## {heading}\n\n").Append(table.Text());
    }
}
