using System.Text.Json.Nodes;

namespace AoEde.Operator.Agents;

/// <summary>What an administrator wrote about the agents into the ConfigMap.</summary>
/// <param name="PodTemplate">Key <c>template</c>: a PodTemplateSpec.</param>
/// <param name="Placement">Key <c>placement</c>.</param>
internal sealed record AgentTemplate(JsonObject PodTemplate, AgentPlacement Placement)
{
    /// <summary>Key of the pod template.</summary>
    public const string TemplateKey = "template";

    /// <summary>Key of the placement.</summary>
    public const string PlacementKey = "placement";

    /// <summary>Reads the ConfigMap's data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="problem">What is wrong: the key, the cause and the remedy.</param>
    /// <returns>Null when something is.</returns>
    public static AgentTemplate? Read(IDictionary<string, string>? data, out string problem)
    {
        problem = "";
        var placement = AgentPlacement.All;
        if (data is not null && data.TryGetValue(PlacementKey, out var written) && !TryPlacement(written, out placement))
            problem = $"key {PlacementKey}: '{written.Trim()}' is no placement: write All or OnDemand";
        else if (data is null || !data.TryGetValue(TemplateKey, out var template) || string.IsNullOrWhiteSpace(template))
            problem = $"key {TemplateKey} is missing: write the agents' PodTemplateSpec in YAML, as in the chart";
        else if (TryRead(template, out var pod, out problem))
            return new(pod!, placement);

        return null;
    }

    private static bool TryPlacement(string written, out AgentPlacement placement) =>
        Enum.TryParse(written.Trim(), out placement) && Enum.IsDefined(placement) && !char.IsAsciiDigit(written.Trim()[0]);

    private static bool TryRead(string text, out JsonObject? pod, out string problem)
    {
        pod = null;
        try
        {
            pod = YamlToJson.Read(text) as JsonObject;
        }
        catch (FormatException error)
        {
            problem = $"key {TemplateKey} is not YAML ({error.Message}): correct it and apply the ConfigMap anew";
            return false;
        }

        problem = Incomplete(pod);
        return problem.Length == 0;
    }

    private static string Incomplete(JsonObject? pod)
    {
        if (pod?["spec"] is not JsonObject spec)
            return $"key {TemplateKey} has no spec: write a PodTemplateSpec, that is metadata and spec of a pod";
        if (spec["containers"] is not JsonArray { Count: > 0 } containers)
            return $"key {TemplateKey} has no spec.containers: name the agent's container and image";
        return containers.All(container => container is JsonObject one && IsText(one["name"]) && IsText(one["image"]))
            ? ""
            : $"key {TemplateKey}: each of spec.containers needs a name and an image";
    }

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0;
}
