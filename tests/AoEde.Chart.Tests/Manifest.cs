using System.Text.Json.Nodes;

namespace AoEde.Chart.Tests;

/// <summary>The objects of a rendering.</summary>
/// <param name="Documents">In the order of the text.</param>
internal sealed record Manifest(IReadOnlyList<Manifest.Document> Documents)
{
    /// <summary>One object.</summary>
    /// <param name="Text">As it was written, without the line that separates it.</param>
    /// <param name="Object">The same, parsed.</param>
    internal sealed record Document(string Text, JsonObject Object)
    {
        public string Kind => Object["kind"]!.GetValue<string>();

        public string Name => Object["metadata"]!["name"]!.GetValue<string>();

        public string Id => $"{Kind} {Name}";
    }

    public static Manifest Parse(string text) => new([
        .. ("\n" + text).Split("\n---\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Trim('\n') + "\n")
            .Select(part => (part, parsed: Yaml.Read(part) as JsonObject))
            .Where(pair => pair.parsed is not null)
            .Select(pair => new Document(pair.part, pair.parsed!)),
    ]);

    public IEnumerable<JsonObject> Of(string kind) => Documents.Where(document => document.Kind == kind).Select(document => document.Object);

    public JsonObject One(string kind, string name) =>
        Documents.Single(document => document.Kind == kind && document.Name == name).Object;

    /// <summary>PodTemplateSpec of the agents, out of its ConfigMap.</summary>
    public JsonObject AgentPod => Yaml.Read(One("ConfigMap", "aoede-agent")["data"]!["template"]!.GetValue<string>())!.AsObject();

    /// <summary>Pod specs of everything that runs containers, by name.</summary>
    public IEnumerable<(string Owner, JsonObject Spec)> Pods =>
    [
        .. Of("Deployment").Select(deployment => (Name(deployment), deployment["spec"]!["template"]!["spec"]!.AsObject())),
        .. Of("Pod").Select(pod => (Name(pod), pod["spec"]!.AsObject())),
        ("aoede-agent", AgentPod["spec"]!.AsObject()),
    ];

    private static string Name(JsonObject of) => of["metadata"]!["name"]!.GetValue<string>();
}
