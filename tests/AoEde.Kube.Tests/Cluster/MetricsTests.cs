using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AoEde.Kube.Client;

namespace AoEde.Kube.Tests.Cluster;

public sealed class MetricsTests
{
    [SkippableFact]
    public async Task Requests_OfAllVerbs_AreCountedByVerbKindAndCode()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var counted = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "aoede_kube_requests_total")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.Start();

        var widget = await cluster.NewWidgetAsync("a");
        await cluster.Admin.GetAsync<Widget>("b", cluster.Namespace);
        await cluster.Admin.ListAsync<Widget>(cluster.Namespace);
        await cluster.Admin.ApplyStatusAsync<Widget>("a", cluster.Namespace, [], "one");
        await cluster.Admin.PatchAsync<Widget>(new("{}", V1Patch.PatchType.MergePatch), "a", cluster.Namespace);
        await foreach (var _ in cluster.Admin.WatchAsync<Widget>(new WatchOptions { Namespace = cluster.Namespace, TimeoutSeconds = 1 }))
            break;
        await cluster.Admin.DeleteAsync(widget);

        new[]
        {
            "create Widget 201", "get Widget 404", "list Widget 200", "apply Widget 200", "patch Widget 200", "watch Widget 200", "delete Widget 200",
        }.ShouldBeSubsetOf(counted);
    }
}
