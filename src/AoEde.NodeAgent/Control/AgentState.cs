using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AoEde.Engine.Safety;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Control;

/// <summary>The state of a serving agent.</summary>
internal sealed class AgentState(StatusReporter reporter, HostPolicy policy) : IAgentState
{
    private static readonly JsonSerializerOptions s_camelCase = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <inheritdoc/>
    public IReadOnlyList<TargetDocument> Targets() => reporter.Documents();

    /// <inheritdoc/>
    public JsonArray Devices()
    {
        var verdicts = new DeviceInspector(policy).Inventory();
        return new JsonArray([.. verdicts.Select(verdict => JsonSerializer.SerializeToNode(verdict, s_camelCase))]);
    }
}
