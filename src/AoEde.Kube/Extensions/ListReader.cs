using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Reads all objects of a kind as they are now, page by page. Never with version 0: that may be older than what was known before, and an
/// operator that looks back in time undoes its own decisions.
/// </summary>
internal static class ListReader
{
    /// <summary>Reads them.</summary>
    /// <param name="client">The server.</param>
    /// <param name="options">What to read.</param>
    /// <param name="page">Told of each page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The objects, and the version at which they were so.</returns>
    public static async Task<(List<TEntity> Items, string Version)> ReadAsync<TEntity>(
        IListWatch client, ReflectorOptions options, Action page, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await ReadAsync<TEntity>(client, options, options.PageSize, page, cancellationToken);
        }
        catch (KubernetesException error) when (error.IsExpired())
        {
            // The list changed faster than its pages could be read: take it in one piece.
            return await ReadAsync<TEntity>(client, options, null, page, cancellationToken);
        }
    }

    private static async Task<(List<TEntity> Items, string Version)> ReadAsync<TEntity>(
        IListWatch client, ReflectorOptions options, int? limit, Action page, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        List<TEntity> items = [];
        string? next = null;
        while (true)
        {
            var request = new ListOptions
            {
                Namespace = options.Namespace,
                LabelSelector = options.LabelSelector,
                FieldSelector = options.FieldSelector,
                Limit = limit,
                Continue = next,
            };
            var list = await client.ListPageAsync<TEntity>(request, cancellationToken);
            page();
            items.AddRange(list.Items);
            next = list.Metadata.Continue;
            if (string.IsNullOrEmpty(next))
                return (items, list.Metadata.ResourceVersion ?? "");
        }
    }
}
