using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Ctl.Connections;
using AoEde.Kube.Client;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Ctl.Cluster;

/// <summary>Asks a cluster. Freezes are AoEFreeze objects of one namespace; the operator lets them go ahead, and the agents do the rest.</summary>
internal sealed class ClusterClient : IAoEdeClient
{
    private readonly KubernetesClient _client;
    private readonly ClusterFreezes _freezes;
    private readonly string _namespace;

    /// <summary>Prepares; nothing is connected to before the first question.</summary>
    /// <param name="configuration">Which server, and who asks.</param>
    /// <param name="namespace">Namespace of freezes; null for that of the configuration.</param>
    /// <param name="time">The clock.</param>
    public ClusterClient(KubernetesClientConfiguration configuration, string? @namespace, TimeProvider time)
    {
        _namespace = @namespace ?? configuration.Namespace ?? "default";
        _client = new KubernetesClient(configuration, ApiJson.Options, FieldManagers.Ctl, time, NullLogger.Instance);
        _freezes = new ClusterFreezes(_client, _namespace, time);
    }

    /// <inheritdoc/>
    public TimeSpan LookInterval { get; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task<JsonNode> TargetsAsync(CancellationToken cancellation) => ListAsync<AoETarget>(null, cancellation);

    /// <inheritdoc/>
    public Task<JsonNode> TargetAsync(string name, CancellationToken cancellation) => ClusterErrors.ToldAsync(
        _client,
        async () => await _client.GetAsync<AoETarget>(name, cancellationToken: cancellation) is { } target
            ? ToJson(target)
            : throw new Refusal("NotFound", $"There is no target {name}; 'kubectl get aoetargets' lists those that are."));

    /// <inheritdoc/>
    public Task<JsonNode> DevicesAsync(string? node, CancellationToken cancellation) => ClusterErrors.ToldAsync<JsonNode>(_client, async () =>
    {
        IEnumerable<AoENode> nodes = node is null
            ? await _client.ListAsync<AoENode>(cancellationToken: cancellation)
            : [await _client.GetAsync<AoENode>(node, cancellationToken: cancellation)
                ?? throw new Refusal("NotFound", $"No agent has reported from a node {node}; 'kubectl get aoenodes' lists those that have.")];
        return new JsonArray([.. nodes.OrderBy(known => known.Metadata.Name, StringComparer.Ordinal).SelectMany(NodeDevices.Of)]);
    });

    /// <summary>None: a cluster's counters are in its monitoring.</summary>
    public Task<JsonNode> MetricsAsync(CancellationToken cancellation) => Task.FromResult<JsonNode>(new JsonArray());

    /// <inheritdoc/>
    public Task<JsonNode> FreezesAsync(bool allNamespaces, CancellationToken cancellation) =>
        ListAsync<AoEFreeze>(allNamespaces ? null : _namespace, cancellation);

    /// <inheritdoc/>
    public Task<JsonNode> CreateFreezeAsync(JsonNode freeze, TimeSpan patience, CancellationToken cancellation) => ClusterErrors.ToldAsync(
        _client, async () => ToJson(await _freezes.CreateAsync(freeze.Deserialize<AoEFreeze>(ApiJson.Options)!, patience, cancellation)));

    /// <inheritdoc/>
    public Task RenewFreezeAsync(string name, string moment, CancellationToken cancellation) => ClusterErrors.ToldAsync(
        _client, async () => ToJson(await _freezes.RenewAsync(name, moment, cancellation)));

    /// <inheritdoc/>
    public Task<JsonNode> ReleaseFreezeAsync(string name, CancellationToken cancellation) => ClusterErrors.ToldAsync(
        _client, async () => ToJson(await _freezes.ReleaseAsync(name, cancellation)));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Task<JsonNode> ListAsync<T>(string? @namespace, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta> => ClusterErrors.ToldAsync<JsonNode>(
        _client,
        async () => new JsonArray([.. (await _client.ListAsync<T>(@namespace, cancellationToken: cancellation))
            .OrderBy(known => known.Metadata.NamespaceProperty, StringComparer.Ordinal)
            .ThenBy(known => known.Metadata.Name, StringComparer.Ordinal).Select(ToJson)]));

    private static JsonNode ToJson<T>(T value)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        // Who owns which field is nobody's question here.
        value.Metadata.ManagedFields = null;
        return ApiJson.ToTree(value);
    }
}
