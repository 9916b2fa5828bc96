using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Kube.Tests.Cluster;

public sealed class ListWatchTests
{
    [SkippableFact]
    public async Task List_OfMoreThanAPage_IsWhole()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var names = Enumerable.Range(0, 520).Select(number => $"w{number:000}").ToList();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (name, _) => await cluster.NewWidgetAsync(name));

        var page = await cluster.Admin.ListPageAsync<Widget>(new() { Namespace = cluster.Namespace, Limit = 500 });
        page.Items.Count.ShouldBe(500);
        page.Metadata.Continue.ShouldNotBeNullOrEmpty();
        page.Metadata.RemainingItemCount.ShouldBe(20);

        var all = await cluster.Admin.ListAsync<Widget>(cluster.Namespace);
        all.Select(widget => widget.Metadata.Name).ShouldBe(names);
        all.ShouldAllBe(widget => widget.Kind == "Widget" && widget.ApiVersion == "kube.test/v1");
    }

    [SkippableFact]
    public async Task Items_OfABuiltInList_SayWhatTheyAre()
    {
        await using var cluster = await RealCluster.OpenAsync();

        var nodes = await cluster.Admin.ListAsync<V1Node>();

        nodes.ShouldNotBeEmpty();
        nodes.ShouldAllBe(node => node.Kind == "Node" && node.ApiVersion == "v1");
        nodes[0].Status!.Conditions!.ShouldContain(condition => condition.Type == "Ready");
    }

    [SkippableFact]
    public async Task Selectors_OfAList_ChooseOnTheServer()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await cluster.Admin.CreateAsync(new V1ConfigMap { Metadata = cluster.Meta("a") with { Labels = new Dictionary<string, string> { ["k"] = "v" } } });
        await cluster.Admin.CreateAsync(new V1ConfigMap { Metadata = cluster.Meta("b") });

        (await cluster.Admin.ListAsync<V1ConfigMap>(cluster.Namespace, labelSelector: "k in (v,w)")).Single().Metadata.Name.ShouldBe("a");
        (await cluster.Admin.ListAsync<V1ConfigMap>(cluster.Namespace, fieldSelector: "metadata.name=b")).Single().Metadata.Name.ShouldBe("b");
    }

    [SkippableFact]
    public async Task Watch_FromAListOn_TellsEachChangeAndEndsQuietly()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await cluster.NewWidgetAsync("before");
        var version = (await cluster.Admin.ListPageAsync<Widget>(new() { Namespace = cluster.Namespace })).Metadata.ResourceVersion;
        var widget = await cluster.NewWidgetAsync("a");
        widget.Spec.Size = 3;
        await cluster.Admin.UpdateAsync(widget);
        await cluster.Admin.DeleteAsync(widget);

        var told = new List<(WatchEventType, string?, int?, string)>();
        var options = new WatchOptions { Namespace = cluster.Namespace, ResourceVersion = version, TimeoutSeconds = 2, AllowWatchBookmarks = false };
        await foreach (var (type, entity) in cluster.Admin.WatchAsync<Widget>(options))
            told.Add((type, entity.Metadata.Name, entity.Spec.Size, entity.Kind));

        told.ShouldBe([
            (WatchEventType.Added, "a", null, "Widget"), (WatchEventType.Modified, "a", 3, "Widget"), (WatchEventType.Deleted, "a", 3, "Widget")]);
    }

    [SkippableFact]
    public async Task Watch_WithBookmarks_TellsTheVersionBeforeItEnds()
    {
        await using var cluster = await RealCluster.OpenAsync();

        var told = new List<(WatchEventType Type, string? Version, string? Name)>();
        var toldKubectl = false;

        // A server sends one some two seconds before it ends a watch, if it gets round to it; and about every minute.
        foreach (var seconds in new[] { 6, 15, 70 })
        {
            // A server that has seen no change of a kind, since its start or since the kind's definition was changed, has no version to tell.
            await cluster.NewWidgetAsync($"before-{seconds}");
            var version = (await cluster.Admin.ListPageAsync<Widget>(new() { Namespace = cluster.Namespace })).Metadata.ResourceVersion;
            var options = new WatchOptions { Namespace = cluster.Namespace, ResourceVersion = version, TimeoutSeconds = seconds };
            var toKubectl = cluster.Server.KubectlAsync(
                "get", "--raw",
                $"/apis/kube.test/v1/namespaces/{cluster.Namespace}/widgets?watch=1&allowWatchBookmarks=true&resourceVersion={version}&timeoutSeconds={seconds}");
            await foreach (var (type, entity) in cluster.Admin.WatchAsync<Widget>(options))
                told.Add((type, entity.Metadata.ResourceVersion, entity.Metadata.Name));
            toldKubectl |= (await toKubectl).Output.Contains("BOOKMARK", StringComparison.Ordinal);
            if (told.Count > 0)
                break;
        }

        Skip.If(told.Count == 0 && !toldKubectl, "this server sends no bookmarks: it told kubectl of none either");
        told.ShouldNotBeEmpty();
        told.ShouldAllBe(one => one.Type == WatchEventType.Bookmark && one.Version != null && one.Name == null);
    }

    [SkippableFact]
    public async Task Watch_FromAVersionOfLongAgo_IsExpired()
    {
        await using var cluster = await RealCluster.OpenAsync();

        var refusal = await Should.ThrowAsync<KubernetesException>(async () =>
        {
            await foreach (var _ in cluster.Admin.WatchAsync<Widget>(new WatchOptions { ResourceVersion = "1", TimeoutSeconds = 30 }))
                break;
        });

        refusal.Status.Code.ShouldBe(410);
        refusal.Status.Reason.ShouldBe("Expired");
    }

    [SkippableFact]
    public async Task Watch_GivenUp_EndsAtOnce()
    {
        await using var cluster = await RealCluster.OpenAsync();
        using var stop = new CancellationTokenSource();
        await cluster.NewWidgetAsync("a");

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in cluster.Admin.WatchAsync<Widget>(new WatchOptions { Namespace = cluster.Namespace }, stop.Token))
                await stop.CancelAsync();
        });
    }
}
