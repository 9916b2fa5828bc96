using AoEde.Kube.Client;
using AoEde.Kube.Extensions;

namespace AoEde.Kube.Tests.Cluster;

public sealed class FinalizerPatchTests
{
    private const string Ours = "kube.test/ours";
    private const string Theirs = "kube.test/theirs";

    [SkippableFact]
    public async Task Finalizer_AddedAndRemoved_LetsTheObjectGo()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var client = cluster.Admin;
        var held = await FinalizerPatch.AddAsync(client, await cluster.NewWidgetAsync("a"), Ours);
        held.Metadata.Finalizers.ShouldBe([Ours]);

        await client.DeleteAsync(held);
        var going = (await client.GetAsync<Widget>("a", cluster.Namespace))!;
        going.Metadata.DeletionTimestamp.ShouldNotBeNull();

        await FinalizerPatch.RemoveAsync(client, going, Ours);
        (await client.GetAsync<Widget>("a", cluster.Namespace)).ShouldBeNull();
        (await FinalizerPatch.RemoveAsync(client, going, Ours)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Finalizer_ThatIsThereOrNotAlready_NeedsNoRequest()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var held = await FinalizerPatch.AddAsync(cluster.Admin, await cluster.NewWidgetAsync("a"), Ours);

        (await FinalizerPatch.AddAsync(cluster.Admin, held, Ours)).ShouldBeSameAs(held);
        (await FinalizerPatch.RemoveAsync(cluster.Admin, held, Theirs)).ShouldBeSameAs(held);
    }

    [SkippableFact]
    public async Task FinalizersOfOthers_BeforeAndAfter_AreNotTouched()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var widget = await FinalizerPatch.AddAsync(cluster.Admin, await cluster.NewWidgetAsync("a"), Theirs);
        widget = await FinalizerPatch.AddAsync(cluster.Admin, widget, Ours);
        widget.Metadata.Finalizers.ShouldBe([Theirs, Ours]);

        widget = (await FinalizerPatch.RemoveAsync(cluster.Admin, widget, Ours))!;

        widget.Metadata.Finalizers.ShouldBe([Theirs]);
    }

    [SkippableFact]
    public async Task Object_ChangedSinceItWasRead_IsAConflict()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var old = await cluster.NewWidgetAsync("a");
        await FinalizerPatch.AddAsync(cluster.Admin, old, Theirs);

        (await Should.ThrowAsync<KubernetesException>(FinalizerPatch.AddAsync(cluster.Admin, old, Ours))).Status.Code.ShouldBe(409);

        (await cluster.Admin.GetAsync<Widget>("a", cluster.Namespace))!.Metadata.Finalizers.ShouldBe([Theirs]);
    }
}
