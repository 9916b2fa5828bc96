using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using AoEde.Api;
using AoEde.ClusterTesting;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Operator.Kube;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Operator.Tests.Cluster;

/// <summary>Speaks as the agent of a node does, with the shipped account's rights, and serves nothing.</summary>
internal sealed class SimulatedAgent : IAsyncDisposable
{
    private readonly KubernetesClient _client;
    private readonly Reflector<AoETarget> _targets;
    private readonly Channel<AoETarget> _changes = Channel.CreateUnbounded<AoETarget>();
    private readonly ConcurrentDictionary<string, (long Epoch, string State)> _said = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];
    private CancellationTokenSource _beating = new();

    private SimulatedAgent(string node, KubernetesClient client)
    {
        Node = node;
        _client = client;
        _targets = new(client, new(), TimeProvider.System, NullLogger.Instance);
    }

    public string Node { get; }

    /// <summary>Targets that it serves, by UID, with their epochs.</summary>
    public ConcurrentDictionary<string, long> Serving { get; } = new();

    /// <summary>Hears of everything that it begins (true) or ends (false) to serve.</summary>
    public Action<string, string, bool> Observed { get; set; } = static (_, _, _) => { };

    /// <summary>Names of targets that it does not withdraw.</summary>
    public ConcurrentDictionary<string, bool> Stubborn { get; } = new();

    public static async Task<SimulatedAgent> StartAsync(ApiServer server, string node)
    {
        var agent = new SimulatedAgent(node, TestOperator.Client(await server.KubeconfigAsync(ServiceAccount.Agent), "aoede-agent/test"));
        await agent.InventoryAsync();
        agent.Beat();
        agent._targets.Subscribe((_, current) => agent._changes.Writer.TryWrite(current ?? new()));
        agent._loops.Add(agent._targets.RunAsync(agent._stop.Token));
        agent._loops.Add(agent.WorkAsync(agent._stop.Token));
        return agent;
    }

    /// <summary>Writes its AoENode, as at its start.</summary>
    public async Task InventoryAsync()
    {
        await _client.ApplyAsync<AoENode>(
            new() { ["apiVersion"] = ApiGroup.ApiVersion, ["kind"] = AoENode.KindName, ["metadata"] = new JsonObject { ["name"] = Node }, ["spec"] = new JsonObject() },
            FieldManagers.Agent);
        await _client.ApplyStatusAsync<AoENode>(
            Node, null, new() { ["agentVersion"] = "test", ["conditions"] = new JsonArray(Condition(NodeConditions.Ready, "True", "Running")) }, FieldManagers.Agent);
    }

    /// <summary>Renews its lease.</summary>
    public void Beat()
    {
        _beating = new();
        var lease = new HeartbeatLease(
            _client, ServiceAccount.InstallNamespace, $"aoede-node-{Node}", Node, TimeProvider.System, NullLogger.Instance,
            TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(2));
        _loops.Add(lease.RunAsync(_beating.Token));
    }

    /// <summary>Renews its lease no more.</summary>
    public void FallSilent() => _beating.Cancel();

    /// <summary>Says of a target what it is told to.</summary>
    public Task ReportAsync(AoETarget target, string state, params (string Type, string Status, string Reason)[] conditions) => _client.ApplyStatusAsync<AoETarget>(
        target.Metadata.Name!, null,
        new()
        {
            ["export"] = new JsonObject { ["nodeName"] = Node, ["epoch"] = target.Status!.Assignment!.Epoch, ["state"] = state },
            ["device"] = new JsonObject { ["size"] = "4Ti" },
            ["conditions"] = new JsonArray([.. conditions.Select(condition => Condition(condition.Type, condition.Status, condition.Reason))]),
        },
        FieldManagers.Agent, target.Metadata.Uid);

    public async ValueTask DisposeAsync()
    {
        await _beating.CancelAsync();
        await _stop.CancelAsync();
        foreach (var loop in _loops)
        {
            try
            {
                await loop;
            }
            catch (OperationCanceledException)
            {
                // As asked.
            }
        }

        _client.Dispose();
    }

    private static JsonNode Condition(string type, string status, string reason) => ConditionJson.Write(new()
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = $"{type} is {status}",
        LastTransitionTime = Objects.Now,
    });

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await foreach (var target in _changes.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await FollowAsync(target);
            }
            catch (KubernetesException)
            {
                // Gone meanwhile, or another one by now.
            }
        }
    }

    private async Task FollowAsync(AoETarget target)
    {
        var uid = target.Metadata.Uid ?? "";
        if (target.Status?.Assignment is not { } assignment || assignment.NodeName != Node)
        {
            End(uid);
            return;
        }

        if (Stubborn.ContainsKey(target.Metadata.Name!))
            return;
        var state = assignment.Withdraw is true ? ExportStates.Withdrawn : ExportStates.Exported;
        if (_said.TryGetValue(uid, out var said) && (said == (assignment.Epoch, state) || said.Epoch > assignment.Epoch))
            return;
        _said[uid] = (assignment.Epoch, state);
        if (state == ExportStates.Withdrawn)
        {
            End(uid);
            await ReportAsync(target, state, (Conditions.DeviceReady, "False", Reasons.Withdrawing), (Conditions.Exported, "False", Reasons.Withdrawing));
            return;
        }

        Serving[uid] = assignment.Epoch;
        Observed(uid, Node, true);
        await ReportAsync(target, state, (Conditions.DeviceReady, "True", Reasons.Opened), (Conditions.Exported, "True", Reasons.Answering));
    }

    private void End(string uid)
    {
        if (Serving.TryRemove(uid, out _))
            Observed(uid, Node, false);
    }
}
