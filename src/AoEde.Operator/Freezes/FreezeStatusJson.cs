using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Freezes;

/// <summary>What the operator writes into the status of a freeze. Everything else in it is the agent's.</summary>
internal static class FreezeStatusJson
{
    /// <summary>The leave to freeze.</summary>
    public static JsonObject Authorized(string nodeName, long? generation) => new()
    {
        ["authorized"] = new JsonObject { ["nodeName"] = nodeName, ["observedGeneration"] = generation ?? 0 },
    };

    /// <summary>The end of a freeze that no agent ever heard of.</summary>
    public static JsonObject Ended(AoEFreeze freeze, FreezeVerdict.End end, DateTimeOffset now) => new()
    {
        ["phase"] = end.Phase,
        ["conditions"] = new JsonArray(
            Condition(freeze, FreezeConditions.Frozen, ConditionStatus.False, end.Reason, end.Message, now),
            Condition(freeze, FreezeConditions.Complete, ConditionStatus.True, end.Reason, end.Message, now),
            Condition(freeze, FreezeConditions.Valid, ConditionStatus.False, FreezePhase.Failed, "It was never frozen.", now)),
    };

    private static JsonNode Condition(AoEFreeze freeze, string type, string status, string reason, string message, DateTimeOffset now) =>
        ConditionJson.Write(ConditionJson.Next(type, new(status, reason, message), null, freeze.Status?.Condition(type), now));
}
