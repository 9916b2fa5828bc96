using System.Text.Json.Serialization;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>Who serves a target, and how far that has come.</summary>
public sealed record TargetExport
{
    /// <summary>The node whose agent says so.</summary>
    public string NodeName { get; set; } = "";

    /// <summary>The epoch of the assignment that it obeys.</summary>
    /// <remarks>Epochs count from 1. Without a cluster there is none, and the field is left out.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Epoch { get; set; }

    /// <summary>One of <see cref="ExportStates"/>, or the reason of the condition Exported where that is no state of its own.</summary>
    public string State { get; set; } = "";

    /// <summary>Since when.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? Since { get; set; }

    /// <summary>The agent's pod.</summary>
    public string? PodName { get; set; }

    /// <summary>The agent's version.</summary>
    public string? Version { get; set; }

    /// <summary>What initiators changed over the wire, left behind by the agent that withdrew for the one that comes after it.</summary>
    public TargetSoftState? Soft { get; set; }
}
