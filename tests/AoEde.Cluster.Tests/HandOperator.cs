using System.Text.Json.Nodes;

namespace AoEde.Cluster.Tests;

/// <summary>What an operator writes for an agent, written by hand: so that a test says when, and may say what no operator would.</summary>
internal static class HandOperator
{
    public const string Finalizer = "aoede.io/target";

    /// <summary>Assigns a target.</summary>
    public static Task AssignAsync(this ApiServer server, string target, string node, int epoch, bool withdraw = false) => server.PatchAsync(
        Objects.Target(target) + "/status",
        $$$"""{"status":{"assignment":{"nodeName":"{{{node}}}","epoch":{{{epoch}}},"withdraw":{{{(withdraw ? "true" : "null")}}} } } }""");

    /// <summary>Lets a freeze go ahead.</summary>
    public static Task AuthorizeAsync(this ApiServer server, string freeze, string node) =>
        server.PatchAsync(Objects.Freeze(freeze) + "/status", $$$"""{"status":{"authorized":{"nodeName":"{{{node}}}","observedGeneration":1} } }""");

    /// <summary>Takes the finalizers off.</summary>
    public static Task LetGoAsync(this ApiServer server, string path) => server.PatchAsync(path, """{"metadata":{"finalizers":null} }""");

    /// <summary>Waits until an agent answers for a target.</summary>
    public static Task<JsonObject> AwaitExportedAsync(this ApiServer server, string target, string node, Func<string> story) => server.AwaitAsync(
        Objects.Target(target),
        entity => entity.Condition("Exported") == "True/Answering" && entity.Status("export/nodeName") == node,
        $"{target} exported by {node}",
        story);
}
