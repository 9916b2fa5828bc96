using System.Text.Json.Nodes;
using AoEde.Kube.Client.Transport;
using AoEde.Kube.Models;

namespace AoEde.Kube.Client;

/// <content>Server-side apply.</content>
public sealed partial class KubernetesClient
{
    /// <inheritdoc/>
    /// <remarks>
    /// Servers pass over the UID on the status of a custom resource (seen with 1.20). Then the answer is looked at: an object made anew has got a
    /// status that was not meant for it, until its own is applied, and the caller hears 409 in any case.
    /// </remarks>
    public async Task<TEntity> ApplyStatusAsync<TEntity>(
        string name, string? @namespace, JsonObject status, string fieldManager, string? uid = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.Of<TEntity>();
        var metadata = new JsonObject { ["name"] = name };
        if (kind.Namespaced)
            metadata["namespace"] = @namespace;
        if (uid is not null)
            metadata["uid"] = uid;
        var body = new JsonObject
        {
            ["apiVersion"] = kind.ApiVersion,
            ["kind"] = kind.Kind,
            ["metadata"] = metadata,
            ["status"] = status.DeepClone(),
        };
        var applied = await PatchStatusAsync<TEntity>(
            new(body, V1Patch.PatchType.ApplyPatch), name, @namespace, fieldManager, force: true, cancellationToken: cancellationToken);
        return uid is null || applied.Metadata.Uid == uid ? applied : throw new KubernetesException(new()
        {
            Code = 409,
            Reason = "Conflict",
            Message = $"{kind.Kind} {name} was made anew: its UID is {applied.Metadata.Uid}, not {uid}; read it again",
        });
    }

    /// <inheritdoc/>
    public Task<TEntity> ApplyAsync<TEntity>(JsonObject entity, string fieldManager, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var metadata = entity["metadata"];
        return PatchAsync<TEntity>(
            new(entity, V1Patch.PatchType.ApplyPatch),
            metadata?["name"]?.GetValue<string>() ?? throw new ArgumentException("what is applied needs metadata.name", nameof(entity)),
            metadata["namespace"]?.GetValue<string>(), fieldManager, force: true, cancellationToken: cancellationToken);
    }
}
