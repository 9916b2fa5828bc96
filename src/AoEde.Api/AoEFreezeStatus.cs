using System.Text.Json.Serialization;
using AoEde.Api.Choices;
using AoEde.Api.Schema;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>How a freeze fares.</summary>
public sealed record AoEFreezeStatus
{
    /// <summary>One of <see cref="FreezePhase"/>.</summary>
    public string Phase { get; set; } = FreezePhase.Pending;

    /// <summary>The operator's leave; null until it is given. Written by the operator.</summary>
    public FreezeAuthorization? Authorized { get; set; }

    /// <summary>Each target, as far as it has been frozen.</summary>
    [MostItems(16)]
    public IReadOnlyList<FreezeTargetStatus>? Targets { get; set; }

    /// <summary>The moment whose content the bases hold: the latest of all targets.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? FrozenAt { get; set; }

    /// <summary>When it ends unless it is renewed.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The conditions named in <see cref="FreezeConditions"/>.</summary>
    [MapKey("type")]
    public IReadOnlyList<V1Condition> Conditions { get; set => field = value ?? []; } = [];

    /// <summary>The condition of one type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The condition, or null when it has none.</returns>
    public V1Condition? Condition(string type) => Conditions.FirstOrDefault(condition => condition.Type == type);
}
