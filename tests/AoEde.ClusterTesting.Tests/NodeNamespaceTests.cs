using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Processes;

namespace AoEde.ClusterTesting.Tests;

public sealed class NodeNamespaceTests
{
    [SkippableFact]
    public async Task Target_OnANode_IsFoundFromThePeerWithJumboFrames()
    {
        Skip.IfNot(Prerequisites.Vblade.IsMet, Prerequisites.Vblade.Reason);
        var server = await ApiServer.SharedAsync();
        using var image = new TempImage(2048);
        using var vblade = new VbladeProcess(server.N1.Link, 7, 1, image.Path);
        using var initiator = server.Peer.OpenInitiator();

        initiator.Find(7, 1).Target.Mac.ShouldBe(server.N1.Link.Mac);
        initiator.Mtu.ShouldBe(9000);
    }

    [SkippableFact]
    public async Task Node_ThatIsAddedAndKilled_TakesItsProcessesWithIt()
    {
        var server = await ApiServer.SharedAsync();
        var node = await server.AddNodeAsync("killed");
        using var process = new HostedProcess(node.Host, Prerequisites.FindProgram("sleep")!, ["600"]);

        node.Kill();

        process.AwaitExit().ShouldNotBe(0);
        node.Link.IsRunning.ShouldBeFalse();
        node.Restart();
        node.Link.AwaitRunning();
        Directory.Exists(node.StateDirectory).ShouldBeTrue();
    }
}
