using System.Text.Json.Nodes;

namespace AoEde.Ctl.Connections;

/// <summary>
/// What commands ask and have done: by the agent of this host through its socket, or by a cluster through its API server. Both speak of the same
/// objects. Every method throws <see cref="CtlException"/> with object, cause and remedy; a no is a <see cref="Refusal"/>.
/// </summary>
internal interface IAoEdeClient : IDisposable
{
    /// <summary>How long to let pass between two looks at something that changes.</summary>
    TimeSpan LookInterval { get; }

    /// <summary>All targets, as a list of AoETargets.</summary>
    Task<JsonNode> TargetsAsync(CancellationToken cancellation);

    /// <summary>One target.</summary>
    Task<JsonNode> TargetAsync(string name, CancellationToken cancellation);

    /// <summary>Block devices with verdicts, as a list; those of one node if one is named.</summary>
    Task<JsonNode> DevicesAsync(string? node, CancellationToken cancellation);

    /// <summary>Counters, as a list of samples; empty where they are kept elsewhere.</summary>
    Task<JsonNode> MetricsAsync(CancellationToken cancellation);

    /// <summary>All freezes, those that are over included, as a list of AoEFreezes.</summary>
    /// <param name="allNamespaces">In a cluster, those of every namespace and not only of ours.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<JsonNode> FreezesAsync(bool allNamespaces, CancellationToken cancellation);

    /// <summary>Freezes; answers when the bases are immutable. If it does not answer with a freeze, nothing stays frozen by it.</summary>
    /// <param name="freeze">An AoEFreeze.</param>
    /// <param name="patience">How long to wait for that.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<JsonNode> CreateFreezeAsync(JsonNode freeze, TimeSpan patience, CancellationToken cancellation);

    /// <summary>Renews.</summary>
    /// <param name="name">The freeze.</param>
    /// <param name="moment">The heartbeat, as RFC 3339 in UTC.</param>
    /// <param name="cancellation">Gives up.</param>
    Task RenewFreezeAsync(string name, string moment, CancellationToken cancellation);

    /// <summary>Lets go; answers with the freeze when it is known how it ended, though merging may go on.</summary>
    /// <param name="name">The freeze.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<JsonNode> ReleaseFreezeAsync(string name, CancellationToken cancellation);
}
