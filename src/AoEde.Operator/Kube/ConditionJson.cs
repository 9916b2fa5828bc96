using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Kube.Models;

namespace AoEde.Operator.Kube;

/// <summary>Conditions as JSON and as they change.</summary>
internal static class ConditionJson
{
    /// <summary>A condition with every field that it has.</summary>
    public static JsonNode Write(V1Condition condition) => ApiJson.ToTree(condition);

    /// <summary>A condition as it is to be: the time of transition moves only when the status does.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="judgement">What it is to say.</param>
    /// <param name="generation">The generation it is about.</param>
    /// <param name="known">The condition as it is; null for none.</param>
    /// <param name="now">The wall clock.</param>
    public static V1Condition Next(string type, Judgement judgement, long? generation, V1Condition? known, DateTimeOffset now) => new()
    {
        Type = type,
        Status = judgement.Status,
        Reason = judgement.Reason,
        Message = judgement.Message,
        ObservedGeneration = generation,
        LastTransitionTime = known is not null && known.Status == judgement.Status && known.LastTransitionTime is { } moment
            ? moment
            : DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
    };
}
