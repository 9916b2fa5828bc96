using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Freezes;

/// <summary>Releases freezes whose job or pod has ended.</summary>
internal sealed class HolderCheck(IKubernetesClient client, Latest<AoEFreeze> latest, ILogger<HolderCheck> logger)
{
    /// <summary>Asks for the holder of a freeze, and releases it when that has ended.</summary>
    /// <returns>Whether the holder is to be asked for again.</returns>
    public async Task<bool> AskAsync(FreezeSituation situation, CancellationToken cancellationToken)
    {
        if (!HolderLife.IsAskedFor(situation))
            return false;
        var freeze = situation.Freeze;
        if (await EndAsync(freeze.Spec.HolderRef!, freeze.Metadata.NamespaceProperty, cancellationToken) is not { } end)
            return true;

        OperatorLog.FreezeReleasing(logger, ObjectKey.Of(freeze), end);
        var release = new JsonObject { ["spec"] = new JsonObject { ["release"] = true } };
        latest.Keep(await client.PatchAsync<AoEFreeze>(
            new(release, V1Patch.PatchType.MergePatch), freeze.Metadata.Name!, freeze.Metadata.NamespaceProperty, FieldManagers.Operator,
            cancellationToken: cancellationToken));
        return false;
    }

    private async Task<string?> EndAsync(HolderReference holder, string? @namespace, CancellationToken cancellationToken) =>
        holder.Kind == HolderKind.Job
            ? HolderLife.EndOf(holder.Name, await client.GetAsync<V1Job>(holder.Name!, @namespace, cancellationToken))
            : HolderLife.EndOf(holder.Name, await client.GetAsync<V1Pod>(holder.Name!, @namespace, cancellationToken));
}
