using System.Text.Json.Nodes;
using AoEde.Kube.Client;

namespace AoEde.Kube.Tests.Cluster;

public sealed class ApplyTests
{
    [SkippableFact]
    public async Task Status_OfTwoManagers_IsKeptOfBoth()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await cluster.NewWidgetAsync("a", new() { Size = 1 });

        await StatusAsync(cluster, "one", """{"phase":"Ready","parts":[{"name":"x","state":"up"}]}""");
        await StatusAsync(cluster, "two", """{"weight":7,"parts":[{"name":"y","state":"down"}]}""");
        var last = await StatusAsync(cluster, "one", """{"phase":"Busy","parts":[{"name":"x","state":"up"}]}""");

        last.Spec.Size.ShouldBe(1);
        (last.Status!.Phase, last.Status.Weight).ShouldBe(("Busy", 7));
        last.Status.Parts!.Select(part => part.Name).ShouldBe(["x", "y"], ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Status_AppliedAgainWithoutAField_GivesTheFieldUp()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await cluster.NewWidgetAsync("a");
        await StatusAsync(cluster, "one", """{"phase":"Ready","weight":1}""");

        (await StatusAsync(cluster, "one", """{"weight":1}""")).Status.ShouldBe(new WidgetStatus { Weight = 1 });
    }

    [SkippableFact]
    public async Task Status_AppliedAgainUnchanged_IsNoNewVersion()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await cluster.NewWidgetAsync("a");
        var first = await StatusAsync(cluster, "one", """{"weight":1}""");

        (await StatusAsync(cluster, "one", """{"weight":1}""")).Metadata.ResourceVersion.ShouldBe(first.Metadata.ResourceVersion);
    }

    [SkippableFact]
    public async Task Conflict_WithoutForce_NamesTheOtherManagerAndTheField()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await cluster.NewWidgetAsync("a");
        await StatusAsync(cluster, "the-first", """{"weight":1}""");
        var body = """{"apiVersion":"kube.test/v1","kind":"Widget","status":{"weight":2}}""";

        var conflict = await Should.ThrowAsync<KubernetesException>(cluster.Admin.PatchStatusAsync<Widget>(
            new(body, V1Patch.PatchType.ApplyPatch), "a", cluster.Namespace, "the-second"));

        conflict.Status.Code.ShouldBe(409);
        conflict.Message.ShouldContain("the-first");
        conflict.Status.Details!.Causes!.Single().Field.ShouldBe(".status.weight");
    }

    [SkippableFact]
    public async Task Status_ForAnObjectMadeAnew_IsAConflict()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var old = await cluster.NewWidgetAsync("a");
        await cluster.Admin.DeleteAsync(old);
        await cluster.NewWidgetAsync("a");

        var refusal = await Should.ThrowAsync<KubernetesException>(cluster.Admin.ApplyStatusAsync<Widget>(
            "a", cluster.Namespace, new JsonObject { ["weight"] = 1 }, "one", old.Metadata.Uid));

        (refusal.Status.Code, refusal.Status.Reason).ShouldBe((409, "Conflict"));
    }

    [SkippableFact]
    public async Task Status_OfAnObjectThatIsGone_IsNotFound()
    {
        await using var cluster = await RealCluster.OpenAsync();

        (await Should.ThrowAsync<KubernetesException>(StatusAsync(cluster, "one", """{"weight":1}"""))).Status.Code.ShouldBe(404);
    }

    [SkippableFact]
    public async Task StatusAndSpec_WrittenByEachOthersWay_AreNotWiped()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var widget = await cluster.NewWidgetAsync("a", new() { Size = 1 });
        widget.Status = new() { Weight = 1 };
        widget.Spec = new() { Size = 9 };

        var withStatus = await cluster.Admin.UpdateStatusAsync(widget);
        (withStatus.Spec.Size, withStatus.Status!.Weight).ShouldBe((1, 1));

        withStatus.Status = new() { Weight = 9 };
        withStatus.Spec = new() { Size = 2 };
        var withSpec = await cluster.Admin.UpdateAsync(withStatus);
        (withSpec.Spec.Size, withSpec.Status!.Weight).ShouldBe((2, 1));

        var patched = await cluster.Admin.PatchAsync<Widget>(
            new("""{"metadata":{"annotations":{"a":"b"}},"status":{"weight":9}}""", V1Patch.PatchType.MergePatch), "a", cluster.Namespace);
        (patched.Spec.Size, patched.Status!.Weight).ShouldBe((2, 1));
    }

    [SkippableFact]
    public async Task Object_AppliedTwice_IsMadeAndThenChanged()
    {
        await using var cluster = await RealCluster.OpenAsync();

        var made = await cluster.Admin.ApplyAsync<Widget>(Wanted(1), "one");
        var changed = await cluster.Admin.ApplyAsync<Widget>(Wanted(2), "one");

        changed.Metadata.Uid.ShouldBe(made.Metadata.Uid);
        changed.Spec.Size.ShouldBe(2);

        JsonObject Wanted(int size) => new()
        {
            ["apiVersion"] = "kube.test/v1",
            ["kind"] = "Widget",
            ["metadata"] = new JsonObject { ["name"] = "a", ["namespace"] = cluster.Namespace },
            ["spec"] = new JsonObject { ["size"] = size },
        };
    }

    private static Task<Widget> StatusAsync(RealCluster cluster, string manager, string status) =>
        cluster.Admin.ApplyStatusAsync<Widget>("a", cluster.Namespace, JsonNode.Parse(status)!.AsObject(), manager);
}
