using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Control;

/// <summary>The state of a serving agent.</summary>
internal sealed class AgentState(StatusReporter reporter) : IAgentState
{
    private static readonly JsonSerializerOptions s_camelCase = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <inheritdoc/>
    public IReadOnlyList<TargetDocument> Targets() => reporter.Documents();

    /// <inheritdoc/>
    public JsonArray Sessions(string target) => new([.. reporter.Sessions(target).Select(session => (JsonNode)new JsonObject
    {
        ["initiator"] = session.Initiator.ToString(),
        ["interface"] = session.Interface,
        ["requests"] = session.Requests,
        ["idleSeconds"] = Math.Round(session.Idle.TotalSeconds, 1),
        ["negotiated"] = new JsonArray([.. session.Negotiated.Select(word => (JsonNode)word)]),
    })]);

    /// <inheritdoc/>
    public JsonArray Devices() => new([.. reporter.Devices().Select(verdict => JsonSerializer.SerializeToNode(verdict, s_camelCase))]);
}
