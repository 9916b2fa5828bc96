using AoEde.Testing.Host;
using AoEde.Testing.Processes;

namespace AoEde.Cluster.Tests.Reasons;

/// <summary>Somebody else answers at the address: a stranger, or one of our own nodes.</summary>
[Collection(ReasonsDefinition.Name)]
public sealed class AddressReasonTests(ReasonsCluster cluster)
{
    [SkippableFact]
    public async Task Address_AnsweredByVblade_IsAConflict()
    {
        var server = cluster.Server;
        Skip.IfNot(Prerequisites.Vblade.IsMet, Prerequisites.Vblade.Reason);
        await using var stage = new Stage(cluster);
        var theirs = stage.Image();
        stage.Keep(new VbladeProcess(server.Peer.Link, 7, stage.Slot, theirs.Path));
        using (var initiator = server.N2.OpenInitiator())
            stage.Find(initiator).Target.Mac.ShouldBe(server.Peer.Link.Mac);
        await stage.ApplyAsync();

        var line = $"e7.{stage.Slot}|n1|8Mi|False|Conflict|False";
        var message = await stage.ExpectAsync("AddressUnique", "False/AnsweredBy", line, "AddressConflict");
        message.ShouldContain($"MAC {server.Peer.Link.Mac}");
        message.ShouldContain($"{theirs.Bytes} bytes");
        message.ShouldNotContain("node");
        await stage.ExpectAsync("Exported", "False/Conflict", line, null);
    }

    [SkippableFact]
    public async Task Address_AnsweredByAnotherNode_NamesTheNode()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync(node: "n1");
        await stage.ExpectAsync("AddressUnique", "True/Probed", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "Exported");

        // Two networks of the API that are one segment in truth: the operator cannot know.
        var other = stage.Name + "-other";
        await stage.ApplyAsync(node: "n2", more: "network: other", name: other);
        var message = await stage.ExpectAsync("AddressUnique", "False/AnsweredBy", $"e7.{stage.Slot}|n2|8Mi|False|Conflict|False", "AddressConflict", other);
        message.ShouldContain($"MAC {stage.Server.N1.Link.Mac}");
        message.ShouldContain("node n1");
    }
}
