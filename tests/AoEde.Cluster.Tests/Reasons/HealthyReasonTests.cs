using AoEde.Testing.Host;
using AoEde.Testing.Initiators;

namespace AoEde.Cluster.Tests.Reasons;

/// <summary>Each trouble of a target that is served all the same. ShadowNearFull is among the freezes.</summary>
[Collection(ReasonsDefinition.Name)]
public sealed class HealthyReasonTests(ReasonsCluster cluster)
{
    [SkippableFact]
    public async Task Links_OneOfTwoMissing_Degraded()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync(interfaces: "eth0, none8");
        (await stage.ExpectAsync("Healthy", "False/DegradedLinks", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "Exported")).ShouldContain("none8");
    }

    [SkippableFact]
    public async Task Device_WhoseWritesFail_IOErrors()
    {
        var server = cluster.Server;
        await using var stage = new Stage(cluster);
        using var initiator = server.Peer.OpenInitiator();
        await stage.ApplyAsync(SparseFile(stage));
        await stage.AwaitConditionAsync("Exported", "True/Answering");
        Fill(stage);
        stage.Write(initiator, 0, 1);

        await stage.ExpectAsync("Healthy", "False/IOErrors", $"e7.{stage.Slot}|n1|16Mi|True|Serving|False", "DeviceError");
    }

    [SkippableFact]
    public async Task Merge_WhoseBaseTakesNoWrites_MergeStalledUntilItDoes()
    {
        var server = cluster.Server;
        await using var stage = new Stage(cluster);
        using var initiator = server.Peer.OpenInitiator();
        await stage.ApplyAsync(SparseFile(stage));
        await stage.AwaitConditionAsync("Exported", "True/Answering");
        (await server.KubectlAsync("annotate", "aoet", stage.Name, "aoede.io/freeze=test")).Expect();
        await stage.AwaitConditionAsync("Frozen", "True/Frozen");
        stage.Write(initiator, 0, 16);
        var filler = Fill(stage);
        (await server.KubectlAsync("annotate", "aoet", stage.Name, "aoede.io/freeze-")).Expect();

        await stage.ExpectAsync("Healthy", "False/MergeStalled", $"e7.{stage.Slot}|n1|16Mi|True|Serving|False", "DeviceError");
        await stage.AwaitConditionAsync("Frozen", "False/Merging");
        File.Delete(filler);
        await stage.ExpectAsync("Frozen", "False/Thawed", $"e7.{stage.Slot}|n1|16Mi|True|Serving|False", "MergeCompleted");
    }

    [SkippableFact]
    public async Task Ring_ThatOverflows_RingDrops()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        using var initiator = Initiator.Open(cluster.PeerEth1);
        await stage.ApplyAsync(interfaces: "eth1", more: "ring: {frames: 16}");
        await stage.AwaitConditionAsync("Healthy", "True/NoErrors");
        var client = stage.Find(initiator);

        // Nobody empties the ring while the process stands still.
        Tool.Run("kill", "-STOP", $"{cluster.Agent1.ProcessId}");
        try
        {
            for (var burst = 0; burst < 100; burst++)
                initiator.SendBurst(Enumerable.Range(0, 100).Select(_ => client.Read(0, 1).ToBytes()));
        }
        finally
        {
            Tool.Run("kill", "-CONT", $"{cluster.Agent1.ProcessId}");
        }

        await stage.ExpectAsync("Healthy", "False/RingDrops", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "RingDrops");
    }

    // Larger than the file system that it is on: until that is full, writes find room.
    private static string SparseFile(Stage stage)
    {
        var path = Path.Combine(stage.Cluster.SmallFolder, stage.Name + ".img");
        Tool.Run("truncate", "--size=16M", path);
        stage.Undo(() => File.Delete(path));
        return Stage.FileBacking(path);
    }

    private static string Fill(Stage stage)
    {
        var filler = Path.Combine(stage.Cluster.SmallFolder, "filler");
        stage.Undo(() => File.Delete(filler));
        Tool.Succeeds("dd", "if=/dev/zero", $"of={filler}", "bs=64k").ShouldBeFalse("it ends when no room is left");
        return filler;
    }
}
