using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Kube.Models;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Targets;

/// <summary>The part of a target's status that the operator writes. Two that are equal need no write.</summary>
internal sealed record OwnedStatus
{
    /// <summary>The generation that was judged.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The address, for people.</summary>
    public string? Address { get; init; }

    /// <summary>One of <see cref="TargetPhase"/>.</summary>
    public string? Phase { get; init; }

    /// <summary>Who is to serve it.</summary>
    public TargetAssignment? Assignment { get; init; }

    /// <summary>Condition Accepted.</summary>
    public V1Condition? Accepted { get; init; }

    /// <summary>Condition Ready.</summary>
    public V1Condition? Ready { get; init; }

    /// <summary>The part in a status that was read.</summary>
    public static OwnedStatus Of(AoETargetStatus? status) => new()
    {
        ObservedGeneration = status?.ObservedGeneration,
        Address = status?.Address,
        Phase = status?.Phase,
        Assignment = status?.Assignment,
        Accepted = status?.Condition(Conditions.Accepted),
        Ready = status?.Condition(Conditions.Ready),
    };

    /// <summary>All of it as JSON: what is left out of an apply is given up.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["observedGeneration"] = ObservedGeneration, ["address"] = Address, ["phase"] = Phase };
        if (Assignment is { } assignment)
        {
            json["assignment"] = new JsonObject { ["nodeName"] = assignment.NodeName, ["epoch"] = assignment.Epoch };
            if (assignment.Withdraw is { } withdraw)
                json["assignment"]!["withdraw"] = withdraw;
        }

        var conditions = new JsonArray([.. new[] { Accepted, Ready }.OfType<V1Condition>().Select(ConditionJson.Write)]);
        if (conditions.Count > 0)
            json["conditions"] = conditions;
        foreach (var (name, value) in json.ToList())
        {
            if (value is null)
                json.Remove(name);
        }

        return json;
    }
}
