using System.Runtime.InteropServices;
using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Hosting;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Cluster;

/// <summary>What the agent has of an API server: the client, the objects that it follows, its events and its heartbeat.</summary>
internal sealed class ClusterLink : IDisposable
{
    /// <summary>Where a cluster has AoEde unless somebody says otherwise.</summary>
    private const string UsualNamespace = "aoede-system";

    private readonly KubernetesClient _client;

    /// <summary>Makes it; nothing is asked of the server yet.</summary>
    public ClusterLink(KubernetesClientConfiguration configuration, AgentIdentity agent, string? installNamespace, TimeProvider time, ILogger logger)
    {
        var name = $"aoede-agent/{agent.Version} (linux/{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()})";
        _client = new KubernetesClient(configuration, ClusterJson.Options, name, time, logger);
        Targets = new Reflector<AoETarget>(_client, new ReflectorOptions(), time, logger);
        Freezes = new Reflector<AoEFreeze>(_client, new ReflectorOptions(), time, logger);
        Nodes = new Reflector<AoENode>(_client, new ReflectorOptions { FieldSelector = $"metadata.name={agent.NodeName}" }, time, logger);
        Events = new EventSink(_client, "aoede.io/agent", agent.PodName ?? agent.NodeName, time, logger);
        Heartbeat = new HeartbeatLease(
            _client, installNamespace ?? configuration.Namespace ?? UsualNamespace, $"aoede-node-{agent.NodeName}", agent.PodName ?? agent.NodeName, time, logger);
    }

    /// <summary>Asks questions.</summary>
    public IKubernetesClient Client => _client;

    /// <summary>Writes statuses.</summary>
    public IStatusApplier Applier => _client;

    /// <summary>All targets of the cluster.</summary>
    public Reflector<AoETarget> Targets { get; }

    /// <summary>All freezes of the cluster.</summary>
    public Reflector<AoEFreeze> Freezes { get; }

    /// <summary>The node's own AoENode.</summary>
    public Reflector<AoENode> Nodes { get; }

    /// <summary>Events for people.</summary>
    public EventSink Events { get; }

    /// <summary>Says that the agent lives.</summary>
    public HeartbeatLease Heartbeat { get; }

    /// <summary>Starts following the server; it is tried for ever.</summary>
    public void Start(Parts parts)
    {
        parts.Start("the watch of targets", Targets.RunAsync);
        parts.Start("the watch of freezes", Freezes.RunAsync);
        parts.Start("the watch of the node", Nodes.RunAsync);
        parts.Start("the events", Events.RunAsync);
        parts.Start("the heartbeat", Heartbeat.RunAsync);
    }

    /// <summary>
    /// Adds the watches and the heartbeat to what probes look at. An API server that is away makes nobody unready: what is stored is served, and a
    /// new agent would know no more.
    /// </summary>
    public void AddTo(OperatorHealth health)
    {
        health.Add(() => Tolerant(Targets.Health));
        health.Add(() => Tolerant(Freezes.Health));
        health.Add(() => Tolerant(Nodes.Health));
        health.Add(() => Tolerant(Heartbeat.Health));
    }

    // A watch that hangs is no reason to restart the process that serves the disks; it shows in readiness.
    private static HealthPart Tolerant(HealthPart part) => part with { IsLive = true, IsReady = part.IsLive };

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
