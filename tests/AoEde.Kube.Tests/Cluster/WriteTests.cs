using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Kube.Tests.Cluster;

public sealed class WriteTests
{
    [SkippableFact]
    public async Task Lease_FromCreationToDeletion_IsWhatWasWritten()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var client = cluster.Admin;
        (await client.GetAsync<V1Lease>("a", cluster.Namespace)).ShouldBeNull();

        var moment = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMicroseconds(123_456);
        var created = await client.CreateAsync(new V1Lease { Metadata = cluster.Meta("a"), Spec = new() { HolderIdentity = "me", RenewTime = moment } });
        created.Metadata.Uid.ShouldNotBeNullOrEmpty();
        var read = (await client.GetAsync<V1Lease>("a", cluster.Namespace))!;
        read.Spec.ShouldBe(new V1LeaseSpec { HolderIdentity = "me", RenewTime = moment });

        read.Spec.HolderIdentity = "you";
        (await client.UpdateAsync(read)).Spec.HolderIdentity.ShouldBe("you");
        var conflict = await Should.ThrowAsync<KubernetesException>(client.UpdateAsync(created));
        (conflict.Status.Code, conflict.Status.Reason).ShouldBe((409, "Conflict"));

        await client.DeleteAsync<V1Lease>("a", cluster.Namespace);
        (await client.GetAsync<V1Lease>("a", cluster.Namespace)).ShouldBeNull();
        await client.DeleteAsync<V1Lease>("a", cluster.Namespace);
    }

    [SkippableFact]
    public async Task Deletion_OfAnObjectMadeAnew_LeavesTheNewOne()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var old = await cluster.NewWidgetAsync("a");
        await cluster.Admin.DeleteAsync(old);
        var anew = await cluster.NewWidgetAsync("a");

        await cluster.Admin.DeleteAsync(old);
        (await cluster.Admin.GetAsync<Widget>("a", cluster.Namespace))!.Metadata.Uid.ShouldBe(anew.Metadata.Uid);

        await cluster.Admin.DeleteAsync(anew);
        (await cluster.Admin.GetAsync<Widget>("a", cluster.Namespace)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Creation_Twice_SaysThatItExists()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await cluster.NewWidgetAsync("a");

        (await Should.ThrowAsync<KubernetesException>(cluster.NewWidgetAsync("a"))).Status.Reason.ShouldBe("AlreadyExists");
    }

    [SkippableFact]
    public async Task Creation_WithAPrefix_HasTheNameThatTheServerMade()
    {
        await using var cluster = await RealCluster.OpenAsync();

        var made = await cluster.Admin.CreateAsync(
            new V1ConfigMap { Metadata = new() { GenerateName = "a-", NamespaceProperty = cluster.Namespace } });

        made.Metadata.Name!.ShouldStartWith("a-");
    }

    [SkippableFact]
    public async Task Spec_OutsideOfItsSchema_IsRefusedWithTheField()
    {
        await using var cluster = await RealCluster.OpenAsync();

        var refusal = await Should.ThrowAsync<KubernetesException>(cluster.NewWidgetAsync("a", new() { Size = 1001 }));

        refusal.Status.Code.ShouldBe(422);
        refusal.Status.Details!.Causes!.Single().Field.ShouldBe("spec.size");
    }

    [SkippableFact]
    public async Task Patch_InEachForm_ChangesWhatItSays()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var client = cluster.Admin;
        await client.CreateAsync(new V1ConfigMap { Metadata = cluster.Meta("a"), Data = new Dictionary<string, string> { ["x"] = "1", ["y"] = "1" } });

        await PatchAsync(V1Patch.PatchType.JsonPatch, """[{"op":"test","path":"/data/x","value":"1"},{"op":"replace","path":"/data/x","value":"2"}]""");
        await PatchAsync(V1Patch.PatchType.MergePatch, """{"data":{"y":null}}""");
        await PatchAsync(V1Patch.PatchType.StrategicMergePatch, """{"data":{"z":"3"}}""");
        await client.PatchAsync<V1ConfigMap>(new("""{"data":{"z":"4"}}""", V1Patch.PatchType.MergePatch), "a", cluster.Namespace, dryRun: "All");

        (await client.GetAsync<V1ConfigMap>("a", cluster.Namespace))!.Data.ShouldBe(new Dictionary<string, string> { ["x"] = "2", ["z"] = "3" }, ignoreOrder: true);

        Task PatchAsync(V1Patch.PatchType type, string body) => client.PatchAsync<V1ConfigMap>(new(body, type), "a", cluster.Namespace);
    }
}
