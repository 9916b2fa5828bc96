using AoEde.Testing.Documents;
using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using Xunit.Abstractions;

namespace AoEde.Installation.Tests.Documents;

/// <summary>
/// What README.md and docs/ tell the administrator of a cluster to type, typed as it stands, on a cluster of its own and in the order in which
/// a reader might: installed, used, maintained, upgraded, removed.
/// </summary>
public sealed class DocumentedCommandsTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Pages_FromInstallationToRemoval_DoWhatTheySay()
    {
        Skip.IfNot(NodeCluster.Prerequisite.IsMet, NodeCluster.Prerequisite.Reason);
        Skip.If(BusyboxImage.Program is null, "busybox is not installed (Debian: busybox-static)");
        await using var lab = await DocumentedCluster.StartAsync();
        try
        {
            using (var shell = lab.OpenShell())
            {
                await PlayAsync(shell, DocumentScenes.Blocks("cluster-quick-start"));
                await PlayAsync(shell, DocumentScenes.Blocks("removal"));
                await PlayAsync(shell, DocumentScenes.Blocks("tutorial"));
                await UseAsync(lab, shell);
            }

            await LoseNodeAsync(lab);
            using (var shell = lab.OpenShell())
            {
                await PlayAsync(shell, DocumentScenes.Blocks("upgrade"));
                await PlayAsync(shell, DocumentScenes.Blocks("removal"));
                await PlayAsync(shell, DocumentScenes.Blocks("installation"));
            }
        }
        catch (Exception e) when (e is DocumentException or InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{e.Message}\n{await Release.StoryAsync(lab.Cluster)}", e);
        }
    }

    /// <summary>What is done with targets that are there.</summary>
    private async Task UseAsync(DocumentedCluster lab, DocumentShell shell)
    {
        var server = lab.Cluster.Server;
        await ApplyAsync(lab, File.ReadAllText(Path.Combine(DocumentScenes.Root, "config", "samples", "tutorial.yaml")));
        await ReadyAsync(lab, "disk11");
        using var initiator = Initiator.Open(lab.Initiator);
        var client = initiator.Find(9, 0);
        client.AskUntilAnswered(client.Write(0, TempImage.FilledSector(1)));
        await PlayAsync(shell, DocumentScenes.Blocks("reference"));

        await PlayAsync(shell, DocumentScenes.Blocks("annotation"));
        FirstByte(lab.Cluster.N1.Srv, "backup/disk11.img").ShouldBe("1");

        client.AskUntilAnswered(client.Write(0, TempImage.FilledSector(2)));
        await PlayAsync(shell, DocumentScenes.Blocks("job"));
        (await lab.Cluster.N1.RunAsync("sh", "-c", "zcat /srv/backup/disk11.img.gz | od -An -tu1 -N1")).Output.Trim().ShouldBe("2");

        await ApplyAsync(lab, Target("outside", 7, "/srv/elsewhere/disk.img"));
        await server.AwaitAsync(Objects.Target("outside"), target => target.Condition("DeviceReady") == "False/NotAllowed", "the file outside is refused");
        await PlayAsync(shell, DocumentScenes.Blocks("refused"));
        (await server.KubectlAsync("delete", "aoetarget", "outside", "--timeout=60s")).Expect();

        await PlayAsync(shell, DocumentScenes.Blocks("monitor"));
        await PlayAsync(shell, DocumentScenes.Blocks("maintenance"));
        client.AskUntilAnswered(client.Read(0, 1)).Data[0].ShouldBe((byte)2, "the disk that took its place is a copy");

        await ShareFolderAsync(lab);
        await ApplyAsync(lab, Target("mail", 3, "/srv/aoe/shared/mail.img"));
        await ReadyAsync(lab, "mail");
        await PlayAsync(shell, DocumentScenes.Blocks("move"));
        initiator.Find(9, 3);
    }

    /// <summary>n1 dies with two targets on it, and comes back when everything was settled without it.</summary>
    private async Task LoseNodeAsync(DocumentedCluster lab)
    {
        var server = lab.Cluster.Server;
        (await server.KubectlAsync("patch", "aoetarget", "mail", "--type=merge", "-p", """{"spec":{"nodeName":"n1"}}""")).Expect();
        await server.AwaitAsync(
            Objects.Target("mail"), target => target.Status("export/nodeName") == "n1" && target.Condition("Ready").StartsWith("True", StringComparison.Ordinal), "mail is on n1 again");
        await lab.Cluster.N1.KillAsync();
        foreach (var name in new[] { "mail", "disk11" })
            await server.AwaitAsync(Objects.Target(name), target => target.Condition("Ready") == "Unknown/AgentLost", $"{name} is lost");

        using (var shell = lab.OpenShell())
            await PlayAsync(shell, DocumentScenes.Blocks("lost-node"));
        await lab.Cluster.N1.StartAsync();
        (await server.KubectlAsync("wait", "--for=condition=Ready", "node/n1", "aoenode/n1", "--timeout=120s")).Expect();
    }

    private async Task PlayAsync(DocumentShell shell, IReadOnlyList<DocumentBlock> blocks) => await shell.RunAsync(blocks, output.WriteLine);

    // What a SAN is to two nodes: the same files.
    private static async Task ShareFolderAsync(DocumentedCluster lab)
    {
        var shared = Directory.CreateDirectory(Path.Combine(lab.Cluster.N1.Srv, "aoe", "shared")).FullName;
        (await lab.Cluster.N2.RunAsync("mkdir", "-p", "/srv/aoe/shared")).Expect();
        (await lab.Cluster.N2.RunAsync("mount", "--bind", shared, "/srv/aoe/shared")).Expect();
    }

    private static Task ApplyAsync(DocumentedCluster lab, string yaml) => lab.Cluster.Server.ApplyAsync(yaml);

    private static async Task ReadyAsync(DocumentedCluster lab, string name) =>
        (await lab.Cluster.Server.KubectlAsync("wait", "--for=condition=Ready", $"aoetarget/{name}", "--timeout=60s")).Expect();

    private static string Target(string name, int slot, string path) =>
        new TargetManifest(name, "n1", 9, slot, TargetManifest.File(path, "64Mi")) { Interface = "eth1" }.Yaml;

    private static string FirstByte(string folder, string file) => Tool.Run("od", "-An", "-tu1", "-N1", Path.Combine(folder, file)).Trim();
}
