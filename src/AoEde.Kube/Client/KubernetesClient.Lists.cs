using System.Runtime.CompilerServices;
using AoEde.Kube.Client.Transport;
using AoEde.Kube.Models;

namespace AoEde.Kube.Client;

/// <content>Lists and watches.</content>
public sealed partial class KubernetesClient
{
    private const int PageSize = 500;

    /// <summary>How much longer than the server a watch is waited for.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<IList<TEntity>> ListAsync<TEntity>(
        string? @namespace = null, string? labelSelector = null, string? fieldSelector = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var options = new ListOptions { Namespace = @namespace, LabelSelector = labelSelector, FieldSelector = fieldSelector };
        try
        {
            return await PagesAsync<TEntity>(options with { Limit = PageSize }, cancellationToken);
        }
        catch (KubernetesException answer) when (answer.Status is { Code: 410 } or { Reason: "Expired" })
        {
            // The pages took so long that the server forgot how things stood at the first one: all at once then.
            return await PagesAsync<TEntity>(options, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<KubernetesList<TEntity>> ListPageAsync<TEntity>(ListOptions options, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.Of<TEntity>();
        var query = new QueryText()
            .With("labelSelector", options.LabelSelector)
            .With("fieldSelector", options.FieldSelector)
            .With("resourceVersion", options.ResourceVersion)
            .With("resourceVersionMatch", options.ResourceVersionMatch)
            .With("limit", options.Limit)
            .With("continue", options.Continue);
        var info = Info<KubernetesList<TEntity>>();
        var list = await _transport.SendAsync(
            new("list", kind.Kind, HttpMethod.Get, kind.List(options.Namespace) + query), (stream, token) => ReadAsync(stream, info, token), cancellationToken);
        foreach (var item in list.Items)
            Named(item);
        return list;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(
        string? @namespace = null, string? resourceVersion = null, string? labelSelector = null, string? fieldSelector = null,
        bool? allowWatchBookmarks = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        WatchAsync<TEntity>(
            new WatchOptions
            {
                Namespace = @namespace,
                ResourceVersion = resourceVersion,
                LabelSelector = labelSelector,
                FieldSelector = fieldSelector,
                AllowWatchBookmarks = allowWatchBookmarks ?? false,
            },
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(
        WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        using var life = options.TimeoutSeconds is { } seconds
            ? new CancellationTokenSource(TimeSpan.FromSeconds(seconds) + Grace, _time)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.Token);
        var request = WatchRequest(ResourceKind.Of<TEntity>(), options);
        using var response = await _transport.OpenAsync(request, either.Token);
        await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
        await using var events = WatchReader.ReadAsync(stream, Info<TEntity>(), cancellationToken: either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync(events, request, cancellationToken))
            yield return (events.Current.Type, Named(events.Current.Entity));
    }

    private static async ValueTask<bool> NextAsync<TEvent>(IAsyncEnumerator<TEvent> events, KubernetesRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException slip) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request}: the server did not end the watch when it should have", slip);
        }
    }

    private static KubernetesRequest WatchRequest(ResourceKind kind, WatchOptions options)
    {
        var query = new QueryText()
            .With("watch", true)
            .With("resourceVersion", options.ResourceVersion)
            .With("labelSelector", options.LabelSelector)
            .With("fieldSelector", options.FieldSelector)
            .With("allowWatchBookmarks", options.AllowWatchBookmarks)
            .With("timeoutSeconds", options.TimeoutSeconds);
        return new("watch", kind.Kind, HttpMethod.Get, kind.List(options.Namespace) + query);
    }

    private async Task<IList<TEntity>> PagesAsync<TEntity>(ListOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var page = await ListPageAsync<TEntity>(options, cancellationToken);
        if (string.IsNullOrEmpty(page.Metadata.Continue))
            return page.Items;
        var all = new List<TEntity>(page.Items);
        while (!string.IsNullOrEmpty(page.Metadata.Continue))
        {
            page = await ListPageAsync<TEntity>(options with { Continue = page.Metadata.Continue }, cancellationToken);
            all.AddRange(page.Items);
        }
        return all;
    }
}
