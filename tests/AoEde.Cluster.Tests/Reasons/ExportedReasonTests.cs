namespace AoEde.Cluster.Tests.Reasons;

/// <summary>Each reason why a target whose device is fine is not on the wire, or is not known to be alone there.</summary>
[Collection(ReasonsDefinition.Name)]
public sealed class ExportedReasonTests(ReasonsCluster cluster)
{
    [SkippableFact]
    public async Task Target_Suspended_SaysSuspended()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync(more: "suspend: true");
        await stage.ExpectAsync("Exported", "False/Suspended", $"e7.{stage.Slot}|n1||False|Suspended|False", null);
        (await stage.Server.GetAsync(Objects.Target(stage.Name)))!.Status("phase").ShouldBe("Suspended");
    }

    [SkippableFact]
    public async Task Target_OfASuspendedNode_SaysSuspended()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.Server.AwaitAsync(Objects.Node("n1"), _ => true, "the agent's AoENode");
        await stage.Server.PatchAsync(Objects.Node("n1"), """{"spec":{"suspend":true} }""");
        try
        {
            await stage.ApplyAsync();
            (await stage.ExpectAsync("Exported", "False/Suspended", $"e7.{stage.Slot}|n1||False|Suspended|False", null)).ShouldContain("AoENode");
            var target = await stage.AwaitConditionAsync("AddressUnique", "Unknown/NotProbed");
            target.Status("phase").ShouldBe("Suspended");
        }
        finally
        {
            await stage.Server.PatchAsync(Objects.Node("n1"), """{"spec":{"suspend":null} }""");
        }

        await stage.ExpectAsync("Exported", "True/Answering", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "Exported");
    }

    [SkippableFact]
    public async Task Target_WhoseInterfaceIsNotThere_SaysNoInterfaceAndIsNotProbed()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync(interfaces: "none7");
        await stage.ExpectAsync("Exported", "False/NoInterface", $"e7.{stage.Slot}|n1|8Mi|False|NoInterface|False", null);
        await stage.AwaitConditionAsync("AddressUnique", "Unknown/NotProbed");
        await stage.AwaitConditionAsync("Healthy", "False/DegradedLinks");
    }

    [SkippableFact]
    public async Task Target_WhoseInterfaceHasNoLink_SaysLinkDownUntilThereIsOne()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync(interfaces: "eth2");
        await stage.ExpectAsync("Exported", "False/LinkDown", $"e7.{stage.Slot}|n1|8Mi|False|LinkDown|False", null);
        await stage.ExpectAsync("AddressUnique", "Unknown/LinkDown", $"e7.{stage.Slot}|n1|8Mi|False|LinkDown|False", null);

        stage.Server.N1.Host.Ip("link", "set", "dev", "eth2", "up");
        stage.Server.Peer.Host.Ip("link", "set", "dev", "eth2", "up");
        stage.Undo(() => stage.Server.N1.Host.Ip("link", "set", "dev", "eth2", "down"));
        await stage.ExpectAsync("AddressUnique", "True/Probed", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "Exported");
    }

    [SkippableFact]
    public async Task Target_OnItsWay_SaysStartingAndNotProbed()
    {
        _ = cluster.Server;
        var wasSeen = false;
        for (var attempt = 0; attempt < 5 && !wasSeen; attempt++)
        {
            await using var first = new Stage(cluster);
            await using var next = new Stage(cluster);
            using var history = await History.FollowAsync(first.Server, next.Name);

            // While one is probed the next comes; and when it is probed in turn, the agent tells of both.
            await first.Server.PostAsync("/apis/aoede.io/v1alpha1/aoetargets", first.Manifest());
            await first.Server.AwaitAsync(Objects.Target(first.Name), entity => entity.Status("assignment/epoch") == "1", "assigned");
            await first.Server.PostAsync("/apis/aoede.io/v1alpha1/aoetargets", next.Manifest());
            await next.ExpectAsync("Exported", "True/Answering", $"e7.{next.Slot}|n1|8Mi|True|Serving|False", "Exported");
            wasSeen = history.Has("AddressUnique=Unknown/NotProbed", "Exported=False/Starting", $"e7.{next.Slot}|n1|8Mi|False|Starting|False");
        }

        wasSeen.ShouldBeTrue("it stands for a second, and was looked for five times");
    }

    [SkippableFact]
    public async Task Target_BeingDeleted_SaysWithdrawing()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync();
        await stage.ExpectAsync("Exported", "True/Answering", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "Exported");

        // Somebody else's finalizer keeps the object to be looked at.
        await stage.Server.PatchAsync(Objects.Target(stage.Name), """{"metadata":{"finalizers":["aoede.io/target","example.com/look"]} }""");
        (await stage.Server.KubectlAsync("delete", "aoet", stage.Name, "--wait=false")).Expect();
        try
        {
            await stage.ExpectAsync("Exported", "False/Withdrawing", $"e7.{stage.Slot}|n1||False|Withdrawing|False", "Withdrawn");
            await stage.Server.AwaitAsync(Objects.Target(stage.Name), entity => entity["metadata"]!["finalizers"]!.AsArray().Count == 1, "the operator let go");
        }
        finally
        {
            await stage.Server.LetGoAsync(Objects.Target(stage.Name));
        }
    }
}
