using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Kube.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Ctl.Tests.Cluster;

/// <summary>
/// Does to the freezes of one namespace what operator and agent would, as far as a status shows it: a freeze gets frozen, or fails for a reason; one
/// that is released ends so.
/// </summary>
internal sealed class StandInAgent : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly KubernetesClient _client;
    private readonly string _namespace;
    private readonly Func<AoEFreeze, string?> _refusal;
    private readonly Task _work;

    /// <param name="kubeconfig">Of an administrator.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="refusal">Why a freeze fails; null where it does not.</param>
    public StandInAgent(string kubeconfig, string @namespace, Func<AoEFreeze, string?>? refusal = null)
    {
        _client = new KubernetesClient(
            KubernetesClientConfiguration.BuildDefaultConfig(_ => null, kubeconfig), ApiJson.Options, FieldManagers.Agent, TimeProvider.System, NullLogger.Instance);
        _namespace = @namespace;
        _refusal = refusal ?? (_ => null);
        _work = WorkAsync();
    }

    /// <summary>The heartbeats that were seen, of all freezes.</summary>
    public HashSet<string> Heartbeats { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                foreach (var freeze in await _client.ListAsync<AoEFreeze>(_namespace, cancellationToken: _stop.Token))
                {
                    if (freeze.Spec.RenewTime is { } beat)
                        Heartbeats.Add(beat);
                    if (freeze.Status is null)
                        await WriteAsync(freeze, _refusal(freeze) is { } reason ? Failed(reason) : Frozen(freeze));
                    else if (freeze.Spec.Release && freeze.Status.Phase == FreezePhase.Frozen)
                        await WriteAsync(freeze, Status(FreezePhase.Released, freeze, "False", Reasons.Thawed, "True", FreezePhase.Released));
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private static JsonObject Frozen(AoEFreeze freeze) => Status(FreezePhase.Frozen, freeze, "True", FreezeReasons.Frozen, "False", FreezeReasons.InForce);

    private static JsonObject Failed(string reason) => new()
    {
        ["phase"] = FreezePhase.Failed,
        ["conditions"] = new JsonArray(
            Condition(FreezeConditions.Frozen, "False", reason, $"it is refused: {reason}"),
            Condition(FreezeConditions.Complete, "True", FreezePhase.Failed, ""),
            Condition(FreezeConditions.Valid, "False", FreezePhase.Failed, "")),
    };

    private static JsonObject Status(string phase, AoEFreeze freeze, string frozen, string frozenReason, string complete, string completeReason) => new()
    {
        ["phase"] = phase,
        ["frozenAt"] = "2026-11-21T08:55:00.123456Z",
        ["expiresAt"] = "2099-11-21T09:25:00.123456Z",
        ["targets"] = new JsonArray([.. freeze.Spec.Targets.Select(name => new JsonObject
        {
            ["name"] = name,
            ["nodeName"] = "n1",
            ["viewAddress"] = "e9.201",
            ["devicePath"] = "/dev/sdb",
            ["shadowBytes"] = 0,
            ["sequence"] = 1,
        })]),
        ["conditions"] = new JsonArray(
            Condition(FreezeConditions.Frozen, frozen, frozenReason, ""),
            Condition(FreezeConditions.Complete, complete, completeReason, ""),
            Condition(FreezeConditions.Valid, "True", FreezeReasons.Untouched, "")),
    };

    private static JsonObject Condition(string type, string status, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = status,
        ["reason"] = reason,
        ["message"] = message,
        ["lastTransitionTime"] = "2026-11-21T08:55:00Z",
    };

    private async Task WriteAsync(AoEFreeze freeze, JsonObject status)
    {
        try
        {
            await _client.ApplyStatusAsync<AoEFreeze>(freeze.Metadata.Name!, _namespace, status, FieldManagers.Agent, freeze.Metadata.Uid, _stop.Token);
        }
        catch (KubernetesException answer) when (answer.Status.Code is 404 or 409)
        {
            // Somebody deleted it meanwhile.
        }
    }
}
