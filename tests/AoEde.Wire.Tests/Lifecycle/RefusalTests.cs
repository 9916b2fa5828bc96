using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>What the agent will not do, and the exit code that says so.</summary>
public sealed class RefusalTests
{
    private const int InvalidInput = 2, RefusedDevice = 3, AddressConflict = 4;

    [SkippableTheory]
    [InlineData("65535", "2")]
    [InlineData("4095", "2")]
    [InlineData("1", "255")]
    [InlineData("one", "2")]
    public void AddressNobodyMayHave_InvalidInput(string shelf, string slot)
    {
        Requires.OurAgent();
        using var image = new TempImage(64);
        ShouldRefuse(InvalidInput, "export", shelf, slot, "aoe0", image.Path);
    }

    [SkippableFact]
    public void ManifestWithMistakes_InvalidInputAndTheLineNamed()
    {
        Requires.OurAgent();
        using var folder = new TempFolder();
        var manifest = folder.Write("disk.yaml", "apiVersion: aoede.io/v1alpha1\nkind: AoETarget\nmetadata: { name: x }\nspec: { shelf: 70000 }\n");
        ShouldRefuse(InvalidInput, "serve", "--manifests", manifest, "--state-dir", folder["state"], "--run-dir", folder["run"])
            .ShouldContain("disk.yaml:4");
    }

    [SkippableFact]
    public void MissingFile_RefusedDevice()
    {
        Requires.OurAgent();
        using var folder = new TempFolder();
        ShouldRefuse(RefusedDevice, "export", "1", "2", "aoe0", folder["absent.img"]).ShouldContain("absent.img");
    }

    [SkippableFact]
    public void MountedDevice_RefusedDevice()
    {
        Requires.LoopDevices();
        Requires.OurAgent();
        using var image = new TempImage(32768, filled: false);
        using var device = new LoopDevice(image);
        using var folder = new TempFolder();
        Tool.Run("mkfs.ext4", "-q", device.Path);
        Tool.Run("mount", device.Path, folder.Path);
        try
        {
            ShouldRefuse(RefusedDevice, "export", "1", "2", "aoe0", device.Path).ShouldContain(folder.Path);
        }
        finally
        {
            Tool.Run("umount", folder.Path);
        }
    }

    [SkippableFact]
    public void SameFileTwice_SecondIsRefused()
    {
        Requires.OurAgent();
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var image = new TempImage(64);
        using var first = AgentProcess.StartReady(link.Host, "export", "1", "2", link.Name, image.Path);
        using var second = AgentProcess.Start(link.Host, "export", "1", "3", link.Name, image.Path);
        second.AwaitExit().ShouldBe(RefusedDevice, second.Story);
        first.IsRunning.ShouldBeTrue();
    }

    [SkippableFact]
    public void AddressAnsweredByVblade_AddressConflictAndVbladeUndisturbed()
    {
        Requires.Vblade();
        Requires.OurAgent();
        var (network, machines) = TestNetwork.Switched(1500, 3);
        using var cleanup = network;
        using var theirs = new TempImage(64);
        using var ours = new TempImage(64);
        using var vblade = new VbladeProcess(machines[0], 1, 2, theirs.Path);
        using var initiator = Initiator.Open(machines[2]);
        initiator.Find(1, 2).Target.Mac.ShouldBe(machines[0].Mac);
        initiator.Forget();

        using var agent = AgentProcess.Start(machines[1].Host, "export", "1", "2", machines[1].Name, ours.Path);

        agent.AwaitExit().ShouldBe(AddressConflict, agent.Story);
        $"{agent.Output}{agent.Errors}".ShouldContain($"{machines[0].Mac}");
        initiator.Discover().ShouldAllBe(t => t.Mac == machines[0].Mac);
        initiator.Advertisements.ShouldNotContain(a => a.Source == machines[1].Mac);
    }

    private static string ShouldRefuse(int exitCode, params string[] arguments)
    {
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var agent = AgentProcess.Start(link.Host, arguments);
        agent.AwaitExit().ShouldBe(exitCode, agent.Story);
        agent.IsReady.ShouldBeFalse();
        var words = $"{agent.Output}{agent.Errors}";
        words.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is no message");
        return words;
    }
}
