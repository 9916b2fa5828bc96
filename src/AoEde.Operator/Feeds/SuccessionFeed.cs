using System.Text.Json.Nodes;
using System.Threading.Channels;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Operator.Agents;
using AoEde.Operator.Hosting;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Feeds;

/// <summary>
/// Has the next agent of a node start while the one that ends still serves. The DaemonSet's controller makes a new pod only when
/// the old one is gone, and that takes seconds in which no disk of the node answers; so a pod that ends is taken out of the
/// DaemonSet, by its label. On the node a lock says which of the two serves. Every replica does it, since an upgrade replaces
/// the leader, too: who comes second changes nothing.
/// </summary>
internal sealed class SuccessionFeed(
    IKubernetesClient client, IObjectStore<V1Pod> pods, IObjectStore<V1DaemonSet> daemonSets, OperatorOptions options, ILogger<SuccessionFeed> logger)
    : BackgroundService
{
    /// <summary>What an agent's pod is called once it is to end.</summary>
    public const string LeavingName = AgentDaemonSet.Name + "-leaving";

    private readonly Channel<V1Pod> _leaving = Channel.CreateUnbounded<V1Pod>();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = pods.Subscribe((_, current) => Note(current));
        await foreach (var pod in _leaving.Reader.ReadAllAsync(stoppingToken))
        {
            if (IsReplaced(pod))
                await RelabelAsync(pod, stoppingToken);
        }
    }

    private void Note(V1Pod? pod)
    {
        if (pod?.Metadata.DeletionTimestamp is not null)
            _leaving.Writer.TryWrite(pod);
    }

    // A pod of a DaemonSet that goes itself has no successor.
    private bool IsReplaced(V1Pod pod) =>
        daemonSets.Find(AgentDaemonSet.Name, options.Namespace) is { Metadata.DeletionTimestamp: null } agents
        && pod.Metadata.OwnerReferences?.Any(owner => owner.Uid == agents.Metadata.Uid) is true;

    private async Task RelabelAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["uid"] = pod.Metadata.Uid,
                ["labels"] = new JsonObject { [AgentDaemonSet.Selector] = LeavingName },
            },
        };
        try
        {
            await client.PatchAsync<V1Pod>(new(patch, V1Patch.PatchType.MergePatch), pod.Metadata.Name!, options.Namespace, cancellationToken: cancellationToken);
            OperatorLog.AgentLeaves(logger, pod.Metadata.Name!, pod.Spec.NodeName ?? "");
        }
        catch (KubernetesException answer) when (Answers.IsOvertaken(answer))
        {
            // It is gone, and the next one comes anyway.
        }
        catch (KubernetesException answer)
        {
            OperatorLog.AgentNotReplacedYet(logger, pod.Metadata.Name!, answer.Message);
        }
    }
}
