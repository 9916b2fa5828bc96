using System.Text.Json;
using System.Text.Json.Nodes;

namespace AoEde.Chart.Tests.Admission;

/// <summary>
/// What the admission policies let an agent on node n1 write. No server that has such policies runs here: their expressions are evaluated
/// by another implementation of CEL.
/// </summary>
public sealed class AdmissionTests
{
    private const string Agent = $"system:serviceaccount:{Helm.Namespace}:aoede-agent";

    // What each request is about, its sender and node, resource, object before and after, and part of what denies it ("" = allowed).
    private static readonly (string Name, string User, string? Node, string Resource, string? Before, string After, string Denied)[] s_requests =
    [
        ("its own target", Agent, "n1", "aoetargets/status", Target("n1", 1), Target("n1", 1), ""),
        ("a target of another node", Agent, "n1", "aoetargets/status", Target("n2", 1), Target("n2", 1), "its own node"),
        ("a target of nobody", Agent, "n1", "aoetargets/status", """{"metadata":{"name":"t"}}""", """{"metadata":{"name":"t"},"status":{}}""", "its own node"),
        ("a target that it takes for itself", Agent, "n1", "aoetargets/status", Target("n2", 1), Target("n1", 1), "does not assign"),
        ("a target that it gives away", Agent, "n1", "aoetargets/status", Target("n1", 1), Target("n2", 2), "does not assign"),
        ("a target whose epoch it raises", Agent, "n1", "aoetargets/status", Target("n1", 1), Target("n1", 2), "does not assign"),
        ("a target without a status before", Agent, "n1", "aoetargets/status", """{"metadata":{"name":"t"},"status":{}}""", Target("n1", 1), "its own node"),
        ("its own freeze", Agent, "n1", "aoefreezes/status", Freeze("n1"), Freeze("n1"), ""),
        ("a freeze of another node", Agent, "n1", "aoefreezes/status", Freeze("n2"), Freeze("n2"), "its own node"),
        ("a freeze that nobody authorised", Agent, "n1", "aoefreezes/status", """{"status":{}}""", Freeze("n1"), "does not authorise|its own node"),
        ("its AoENode, made", Agent, "n1", "aoenodes", null, """{"metadata":{"name":"n1"}}""", ""),
        ("its AoENode's status", Agent, "n1", "aoenodes/status", """{"metadata":{"name":"n1"}}""", """{"metadata":{"name":"n1"}}""", ""),
        ("another AoENode", Agent, "n1", "aoenodes", null, """{"metadata":{"name":"n2"}}""", "its own node"),
        ("another AoENode's status", Agent, "n1", "aoenodes/status", """{"metadata":{"name":"n2"}}""", """{"metadata":{"name":"n2"}}""", "its own node"),
        ("its heartbeat", Agent, "n1", "leases", null, """{"metadata":{"name":"aoede-node-n1"}}""", ""),
        ("another's heartbeat", Agent, "n1", "leases", null, """{"metadata":{"name":"aoede-node-n2"}}""", "its own heartbeat"),
        ("the operators' lease", Agent, "n1", "leases", null, """{"metadata":{"name":"aoede-operator"}}""", "its own heartbeat"),
        ("a token without a node", Agent, null, "leases", null, """{"metadata":{"name":"aoede-node-n1"}}""", "on which node"),
        ("a token without a node, and a nameless node", Agent, null, "leases", null, """{"metadata":{"name":"aoede-node-"}}""", "on which node"),
        ("the operator, anywhere", $"system:serviceaccount:{Helm.Namespace}:aoede-operator", null, "aoetargets/status", Target("n2", 1), Target("n1", 2), ""),
        ("the same name in another namespace", "system:serviceaccount:other:aoede-agent", null, "leases", null, """{"metadata":{"name":"x"}}""", ""),
    ];

    [SkippableFact]
    public void Requests_OfAnAgent_AreDeniedUnlessTheyAreAboutItsNode()
    {
        var policies = new JsonArray([.. Helm.Template().Of("ValidatingAdmissionPolicy").Select(policy => policy.DeepClone())]);
        var folder = Directory.CreateTempSubdirectory("aoede-admission-");
        try
        {
            var policiesFile = Write("policies.json", policies);
            var requestsFile = Write("requests.json", new JsonArray([.. s_requests.Select(request => Review(request.User, request.Node, request.Resource, request.Before, request.After))]));
            var script = Path.Combine(Repository.Root, "tests", "AoEde.Chart.Tests", "Admission", "evaluate.mjs");

            var denied = JsonSerializer.Deserialize<List<string[]>>(CelEvaluator.Run(script, policiesFile, requestsFile))!;

            denied.Count.ShouldBe(s_requests.Length);
            foreach (var (request, messages) in s_requests.Zip(denied))
            {
                if (request.Denied.Length == 0)
                    messages.ShouldBeEmpty(request.Name);
                else
                    messages.ShouldContain(message => request.Denied.Split('|', StringSplitOptions.None).Any(part => message.Contains(part, StringComparison.Ordinal)), request.Name);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string Write(string name, JsonNode content)
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, content.ToJsonString());
            return path;
        }
    }

    private static string Target(string node, int epoch) =>
        $$$$"""{"metadata":{"name":"t"},"status":{"assignment":{"nodeName":"{{{{node}}}}","epoch":{{{{epoch}}}}}}}""";

    private static string Freeze(string node) => $$$$"""{"metadata":{"name":"f"},"status":{"authorized":{"nodeName":"{{{{node}}}}"}}}""";

    private static JsonObject Review(string user, string? node, string resource, string? before, string after)
    {
        var parts = resource.Split('/');
        var info = new JsonObject { ["username"] = user };
        if (node is not null)
            info["extra"] = new JsonObject { ["authentication.kubernetes.io/node-name"] = new JsonArray(node) };
        return new()
        {
            ["request"] = new JsonObject
            {
                ["operation"] = before is null ? "CREATE" : "UPDATE",
                ["group"] = resource == "leases" ? "coordination.k8s.io" : "aoede.io",
                ["version"] = resource == "leases" ? "v1" : "v1alpha1",
                ["resource"] = parts[0],
                ["subResource"] = parts.Length > 1 ? parts[1] : "",
                ["userInfo"] = info,
            },
            ["object"] = JsonNode.Parse(after),
            ["oldObject"] = before is null ? null : JsonNode.Parse(before),
        };
    }
}
