namespace AoEde.Cluster.Tests.Reasons;

/// <summary>Each reason why a target is frozen, or not.</summary>
[Collection(ReasonsDefinition.Name)]
public sealed class FrozenReasonTests(ReasonsCluster cluster)
{
    [SkippableFact]
    public async Task Freeze_ByAnnotation_FrozenThenThawed()
    {
        var server = cluster.Server;
        await using var stage = new Stage(cluster);
        await ServeAsync(stage);
        await FreezeAsync(stage);
        await stage.ExpectAsync("Frozen", "True/Frozen", $"e7.{stage.Slot}|n1|8Mi|True|Serving|True", "Frozen");

        (await server.KubectlAsync("annotate", "aoet", stage.Name, "aoede.io/freeze-")).Expect();
        await stage.ExpectAsync("Frozen", "False/Thawed", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "MergeCompleted");
    }

    [SkippableFact]
    public async Task Freeze_PastItsTime_Expired()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await ServeAsync(stage);
        await FreezeAsync(stage, "3s");
        await stage.ExpectAsync("Frozen", "False/Expired", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "FreezeExpired");
    }

    [SkippableFact]
    public async Task Freeze_LetGoWithMuchWritten_Merging()
    {
        var server = cluster.Server;
        await using var stage = new Stage(cluster);
        using var initiator = server.Peer.OpenInitiator();
        await ServeAsync(stage, "freeze: {mergeRateBytes: 65536}");
        await FreezeAsync(stage);
        await stage.AwaitConditionAsync("Frozen", "True/Frozen");
        stage.Write(initiator, 0, 128);

        (await server.KubectlAsync("annotate", "aoet", stage.Name, "aoede.io/freeze-")).Expect();
        await stage.ExpectAsync("Frozen", "False/Merging", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "Thawed");
        await stage.PatchSpecAsync("""{"freeze":{"mergeRateBytes":0} }""");
        await stage.ExpectAsync("Frozen", "False/Thawed", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "MergeCompleted");
    }

    [SkippableFact]
    public async Task Freeze_WhoseShadowFillsUp_NearFullThenBroken()
    {
        var server = cluster.Server;
        await using var stage = new Stage(cluster);
        using var initiator = server.Peer.OpenInitiator();
        await ServeAsync(stage, "freeze: {shadow: {limit: 1Mi} }");
        await FreezeAsync(stage);
        await stage.AwaitConditionAsync("Frozen", "True/Frozen");
        stage.Write(initiator, 0, 220);
        await stage.ExpectAsync("Healthy", "False/ShadowNearFull", $"e7.{stage.Slot}|n1|8Mi|True|Serving|True", "ShadowNearFull");
        stage.Write(initiator, 1024, 256);
        await stage.ExpectAsync("Frozen", "False/Broken", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "FreezeBroken");
    }

    private static async Task ServeAsync(Stage stage, string more = "")
    {
        await stage.ApplyAsync(more: more);
        await stage.AwaitConditionAsync("Exported", "True/Answering");
    }

    private static async Task FreezeAsync(Stage stage, string ttl = "10m") =>
        (await stage.Server.KubectlAsync("annotate", "aoet", stage.Name, "aoede.io/freeze=test", $"aoede.io/freeze-ttl={ttl}")).Expect();
}
