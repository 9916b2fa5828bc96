using AoEde.Operator.Agents;

namespace AoEde.Operator.Tests.Agents;

public sealed class AgentTemplateTests
{
    private const string Good = "metadata: {labels: {a: b}}\nspec:\n  containers:\n  - name: agent\n    image: aoede:1\n  volumes:\n  - name: v\n    configMap: {name: p, defaultMode: 0644}\n";

    [Theory]
    [InlineData(null, null, "key template is missing")]
    [InlineData("Sometimes", Good, "key placement: 'Sometimes' is no placement: write All or OnDemand")]
    [InlineData("1", Good, "key placement")]
    [InlineData("All", "spec: [a", "key template is not YAML (line ")]
    [InlineData("All", "spec: {}\n---\nspec: {}", "there is more than one document")]
    [InlineData("All", "a: b", "key template has no spec")]
    [InlineData("All", "spec: {containers: []}", "key template has no spec.containers")]
    [InlineData("All", "spec: {containers: [{name: x}]}", "needs a name and an image")]
    public void Template_ThatCannotBeUsed_NamesKeyAndRemedy(string? placement, string? template, string problem)
    {
        AgentTemplate.Read(Data(placement, template), out var told).ShouldBeNull();

        told.ShouldContain(problem);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("All", "")]
    [InlineData("OnDemand", """{"aoede.io/agent":"true"}""")]
    public void DaemonSet_OfATemplate_HasSelectorStrategyAndPlacement(string? placement, string nodeSelector)
    {
        var json = AgentDaemonSet.Render(AgentTemplate.Read(Data(placement, Good), out _)!, "aoede-system", "uid1");

        json["metadata"]!["namespace"]!.GetValue<string>().ShouldBe("aoede-system");
        json["spec"]!["template"]!["metadata"]!["labels"]!.ToJsonString().ShouldBe("""{"a":"b","app.kubernetes.io/name":"aoede-agent"}""");
        json["spec"]!["template"]!["metadata"]!["annotations"]!.ToJsonString().ShouldBe("""{"aoede.io/installation":"uid1"}""");
        (json["spec"]!["template"]!["spec"]!["nodeSelector"]?.ToJsonString() ?? "").ShouldBe(nodeSelector);
        json["spec"]!["updateStrategy"]!["rollingUpdate"]!["maxUnavailable"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("v: 0644", """{"v":420}""")]
    [InlineData("v: 0o644", """{"v":420}""")]
    [InlineData("v: '0644'", """{"v":"0644"}""")]
    [InlineData("v: 10", """{"v":10}""")]
    [InlineData("v: 1.5", """{"v":1.5}""")]
    [InlineData("v: 1.2.3", """{"v":"1.2.3"}""")]
    [InlineData("v: true", """{"v":true}""")]
    [InlineData("v: ~", """{"v":null}""")]
    [InlineData("v: 100m", """{"v":"100m"}""")]
    [InlineData("v: [a, 2]", """{"v":["a",2]}""")]
    [InlineData("a: &x {b: 1}\nv: *x", """{"a":{"b":1},"v":{"b":1}}""")]
    public void Yaml_OfEachType_BecomesJson(string yaml, string json) => YamlToJson.Read(yaml)!.ToJsonString().ShouldBe(json);

    [Fact]
    public void Labels_OnDemand_GoWhereTargetsAre()
    {
        var nodes = new[] { Node("w1", false), Node("w2", true), Node("w3", true) };
        var needed = NodeLabels.Needed([Objects.Target(node: "w1"), Objects.Target("b", node: "w9").Assigned("w2")]);

        NodeLabels.Changes(nodes, needed, AgentPlacement.OnDemand).Select(change => (change.Node.Metadata.Name, change.Label)).ShouldBe([("w1", true), ("w3", false)]);
        NodeLabels.Changes(nodes, needed, AgentPlacement.All).Select(change => (change.Node.Metadata.Name, change.Label)).ShouldBe([("w2", false), ("w3", false)]);
    }

    private static Dictionary<string, string> Data(string? placement, string? template)
    {
        var data = new Dictionary<string, string>();
        if (placement is not null)
            data["placement"] = placement;
        if (template is not null)
            data["template"] = template;
        return data;
    }

    private static AoEde.Kube.Models.V1Node Node(string name, bool label) => new()
    {
        Metadata = new() { Name = name, Uid = name, Labels = label ? new Dictionary<string, string> { [AgentDaemonSet.NodeLabel] = "true" } : null },
    };
}
