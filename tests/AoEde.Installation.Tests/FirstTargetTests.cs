using AoEde.Testing.Files;
using AoEde.Testing.Initiators;

namespace AoEde.Installation.Tests;

/// <summary>What the first quarter of an hour with AoEde is like.</summary>
[Collection(InstalledCollection.Name)]
public sealed class FirstTargetTests(InstalledCluster installed)
{
    [SkippableFact]
    public async Task Apply_TargetOnEachNode_BothAnswerThePeer()
    {
        var server = installed.Server;
        using var disk = installed.Cluster.N1.AddDisk(new TempImage(sectors: 16 * 1024));
        using var initiator = installed.Cluster.Peer.OpenInitiator();

        await server.ApplyAsync(Target("first1", "n1", 1, TargetManifest.Device(disk.Path)));
        await server.ApplyAsync(Target("first2", "n2", 2, TargetManifest.OwnFile("first2", "8Mi")));
        (await server.KubectlAsync("wait", "--for=condition=Ready", "aoetarget/first1", "aoetarget/first2", "--timeout=60s")).Expect();

        var found = initiator.Discover(expected: 2);
        found.Select(target => (target.Shelf, target.Slot, target.Mac)).ShouldBe(
            [((ushort)7, (byte)1, installed.Cluster.N1.Link.Mac), ((ushort)7, (byte)2, installed.Cluster.N2.Link.Mac)]);
        var client = initiator.Find(7, 1);
        client.AskUntilAnswered(client.Read(5, 1)).Data[..512].ToArray().ShouldBe(TempImage.InitialSector(5));
        client.AskUntilAnswered(client.Write(5, TempImage.InitialSector(6)));
        disk.Image.Read(5).ShouldBe(TempImage.InitialSector(6));

        (await server.KubectlAsync("delete", "aoet", "first1", "first2", "--timeout=90s")).Expect();
    }

    private static string Target(string name, string node, int slot, string backing) =>
        new TargetManifest(name, node, 7, slot, backing) { Fields = [TargetManifest.AnyTime] }.Yaml;
}
