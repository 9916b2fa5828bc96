using System.Text.Json.Nodes;
using AoEde.Kube.Client.Transport;
using AoEde.Kube.Models;

namespace AoEde.Kube.Client;

/// <content>Changes of objects.</content>
public sealed partial class KubernetesClient
{
    /// <inheritdoc/>
    public Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.Of<TEntity>();
        return SendAsync<TEntity>(
            new("create", kind.Kind, HttpMethod.Post, kind.New(entity.Metadata.NamespaceProperty)) { Body = Body(entity) }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TEntity> UpdateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => ReplaceAsync(entity, null, cancellationToken);

    /// <inheritdoc/>
    public Task<TEntity> UpdateStatusAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => ReplaceAsync(entity, "status", cancellationToken);

    /// <inheritdoc/>
    public Task<TEntity> PatchAsync<TEntity>(
        V1Patch patch, string name, string? @namespace = null, string? fieldManager = null, bool? force = null, string? dryRun = null,
        CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        PatchAsync<TEntity>(patch, name, @namespace, null, fieldManager, force, dryRun, cancellationToken);

    /// <summary>Changes the status of an object, and nothing else of it.</summary>
    /// <exception cref="KubernetesException">Any answer but success.</exception>
    public Task<TEntity> PatchStatusAsync<TEntity>(
        V1Patch patch, string name, string? @namespace = null, string? fieldManager = null, bool? force = null, string? dryRun = null,
        CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        PatchAsync<TEntity>(patch, name, @namespace, "status", fieldManager, force, dryRun, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        DeleteAsync(ResourceKind.Of<TEntity>(), entity.Metadata.Name, entity.Metadata.NamespaceProperty, entity.Metadata.Uid, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        DeleteAsync(ResourceKind.Of<TEntity>(), name, @namespace, null, cancellationToken);

    private Task<TEntity> ReplaceAsync<TEntity>(TEntity entity, string? subresource, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.Of<TEntity>();
        var target = kind.One(entity.Metadata.Name, entity.Metadata.NamespaceProperty, subresource);
        return SendAsync<TEntity>(new("update", kind.Kind, HttpMethod.Put, target) { Body = Body(entity) }, cancellationToken);
    }

    private Task<TEntity> PatchAsync<TEntity>(
        V1Patch patch, string name, string? @namespace, string? subresource, string? fieldManager, bool? force, string? dryRun,
        CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.Of<TEntity>();
        var applies = patch.Type == V1Patch.PatchType.ApplyPatch;
        var query = new QueryText()
            .With("fieldManager", fieldManager ?? (applies ? _fieldManager : null))
            .With("force", applies && force == true)
            .With("dryRun", dryRun);
        var request = new KubernetesRequest(
            applies ? "apply" : "patch", kind.Kind, HttpMethod.Patch, kind.One(name, @namespace, subresource) + query)
        {
            Body = Body(patch.Body),
            ContentType = ContentType(patch.Type),
        };
        return SendAsync<TEntity>(request, cancellationToken);
    }

    /// <summary>The exact types: with any other, even with a charset, the server answers 415.</summary>
    private static string ContentType(V1Patch.PatchType type) => type switch
    {
        V1Patch.PatchType.JsonPatch => "application/json-patch+json",
        V1Patch.PatchType.MergePatch => "application/merge-patch+json",
        V1Patch.PatchType.StrategicMergePatch => "application/strategic-merge-patch+json",
        V1Patch.PatchType.ApplyPatch => "application/apply-patch+yaml",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private async Task DeleteAsync(ResourceKind kind, string? name, string? @namespace, string? uid, CancellationToken cancellationToken)
    {
        var options = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["propagationPolicy"] = "Background" };
        if (uid is not null)
            options["preconditions"] = new JsonObject { ["uid"] = uid };
        var request = new KubernetesRequest("delete", kind.Kind, HttpMethod.Delete, kind.One(name, @namespace)) { Body = Body(options) };
        try
        {
            await _transport.SendAsync(request, static (_, _) => new ValueTask<bool>(true), cancellationToken);
        }
        catch (KubernetesException answer) when (answer.Status.Code == 404 || (uid is not null && IsAnother(answer.Status)))
        {
            // Gone already, perhaps with another one of the same name in its place.
        }
    }

    /// <summary>Whether an object has not the UID that it should: only the message of the 409 tells.</summary>
    private static bool IsAnother(V1Status status) =>
        status is { Code: 409, Message: { } message }
        && (message.Contains("UID in precondition", StringComparison.Ordinal) || message.Contains("UID in the precondition", StringComparison.Ordinal));
}
