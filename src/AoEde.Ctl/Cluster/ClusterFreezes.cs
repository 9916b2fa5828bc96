using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Ctl.Connections;
using AoEde.Kube.Client;

namespace AoEde.Ctl.Cluster;

/// <summary>Freezes of one namespace: made and waited for, renewed, released and waited for.</summary>
/// <param name="client">The cluster.</param>
/// <param name="namespace">The namespace.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterFreezes(KubernetesClient client, string @namespace, TimeProvider time)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_release = TimeSpan.FromSeconds(30);

    /// <summary>Makes a freeze and returns it once its bases are immutable.</summary>
    /// <exception cref="Refusal">It failed; its object is removed again.</exception>
    /// <exception cref="CtlException">Nobody acted on it in time; its object is removed again, so that it is not frozen later behind our back.</exception>
    public async Task<AoEFreeze> CreateAsync(AoEFreeze wanted, TimeSpan patience, CancellationToken cancellation)
    {
        wanted.Metadata.NamespaceProperty = @namespace;
        wanted.Status = null;
        var made = await MakeAsync(wanted, cancellation);
        try
        {
            var freeze = await WaitAsync(made, IsDecided, patience, cancellation);
            if (freeze.Status?.Phase == FreezePhase.Frozen)
                return freeze;
            if (!IsDecided(freeze))
                throw new CtlException($"{Names(freeze)}: not frozen after {patience.TotalSeconds:0} s, {State(freeze)}; 'kubectl get aoetargets' says whether they are served");

            var frozen = freeze.Status!.Condition(FreezeConditions.Frozen);
            throw new Refusal(frozen?.Reason ?? FreezePhase.Failed, $"{Names(freeze)}: {frozen?.Message ?? freeze.Status.Phase}");
        }
        catch
        {
            await DropAsync(made);
            throw;
        }
    }

    /// <summary>Renews a freeze.</summary>
    /// <exception cref="Refusal">It is over, or gone.</exception>
    public async Task<AoEFreeze> RenewAsync(string name, string moment, CancellationToken cancellation)
    {
        var freeze = await PatchAsync(name, new JsonObject { ["renewTime"] = moment }, cancellation);
        return Outcome(freeze) is { } outcome
            ? throw new Refusal("Conflict", $"The freeze {name} is over ({outcome}: {freeze.Status!.Condition(FreezeConditions.Complete)!.Message}).")
            : freeze;
    }

    /// <summary>Releases a freeze and returns it once it is known how it ended.</summary>
    /// <exception cref="Refusal">It is gone.</exception>
    /// <exception cref="CtlException">The agent has not reacted in time; it will.</exception>
    public async Task<AoEFreeze> ReleaseAsync(string name, CancellationToken cancellation)
    {
        var freeze = await PatchAsync(name, new JsonObject { ["release"] = true }, cancellation);
        freeze = await WaitAsync(freeze, known => Outcome(known) is not null, s_release, cancellation);
        return Outcome(freeze) is not null
            ? freeze
            : throw new CtlException($"the freeze {name} is released, but its agent has not said how it ended within {s_release.TotalSeconds:0} s; 'kubectl get aoefreezes' tells when it does");
    }

    private static bool IsDecided(AoEFreeze freeze) => freeze.Status?.Phase is not (null or FreezePhase.Pending or FreezePhase.Freezing);

    /// <summary>How it ended or is ending; null while it has not.</summary>
    private static string? Outcome(AoEFreeze freeze) =>
        freeze.Status?.Condition(FreezeConditions.Complete)?.Reason is FreezePhase.Released or FreezePhase.Expired or FreezePhase.Broken or FreezePhase.Failed
            ? freeze.Status.Condition(FreezeConditions.Complete)!.Reason
            : null;

    private static string Names(AoEFreeze freeze) => string.Join(", ", freeze.Spec.Targets);

    private static string State(AoEFreeze freeze) => freeze.Status switch
    {
        null => "the operator has not looked at it (is it running?)",
        { Authorized: null } => "the operator has not let it go ahead",
        { Authorized.NodeName: var node } => $"the agent of node {node} has not acted on it (is it running?)",
    };

    /// <summary>Creates it, or finds the one that was created before the answer got lost.</summary>
    private async Task<AoEFreeze> MakeAsync(AoEFreeze wanted, CancellationToken cancellation)
    {
        try
        {
            return await client.CreateAsync(wanted, cancellation);
        }
        catch (KubernetesException answer) when (answer.Status is { Code: 409, Reason: "AlreadyExists" })
        {
            var name = wanted.Metadata.Name!;
            return await client.GetAsync<AoEFreeze>(name, @namespace, cancellation) is { Metadata.DeletionTimestamp: null, Spec.Release: false } known
                && known.Spec.Holder == wanted.Spec.Holder
                ? known
                : throw new Refusal("Busy", $"The freeze {name} of the last attempt is still being removed; try again.");
        }
    }

    private async Task<AoEFreeze> PatchAsync(string name, JsonObject spec, CancellationToken cancellation)
    {
        try
        {
            var patch = new V1Patch(new JsonObject { ["spec"] = spec }, V1Patch.PatchType.MergePatch);
            return await client.PatchAsync<AoEFreeze>(patch, name, @namespace, FieldManagers.Ctl, cancellationToken: cancellation);
        }
        catch (KubernetesException answer) when (answer.Status.Code == 404)
        {
            throw Gone(name);
        }
    }

    private async Task<AoEFreeze> WaitAsync(AoEFreeze freeze, Func<AoEFreeze, bool> isThere, TimeSpan patience, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (!isThere(freeze) && time.GetElapsedTime(started) < patience)
        {
            await Task.Delay(s_look, time, cancellation);
            var name = freeze.Metadata.Name!;
            freeze = await client.GetAsync<AoEFreeze>(name, @namespace, cancellation) ?? throw Gone(name);
        }

        return freeze;
    }

    private Refusal Gone(string name) => new("NotFound", $"There is no freeze {name} in namespace {@namespace}: somebody deleted it, and its targets thaw.");

    private async Task DropAsync(AoEFreeze made)
    {
        try
        {
            // The process is about to end; what it began shall not outlive it.
            await client.DeleteAsync(made, CancellationToken.None);
        }
        catch (Exception problem) when (problem is KubernetesException or HttpRequestException)
        {
            // It ends by its lifetime.
        }
    }
}
