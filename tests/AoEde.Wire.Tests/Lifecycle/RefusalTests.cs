using AoEde.Testing.Files;
using AoEde.Testing.Networks;
using static AoEde.Wire.Tests.Lifecycle.AgentRefusals;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>What the agent is told and will not do: addresses, manifests, paths that lead nowhere, what the policy forbids.</summary>
public sealed class RefusalTests
{
    [SkippableTheory]
    [InlineData("65535", "2")]
    [InlineData("4095", "2")]
    [InlineData("1", "255")]
    [InlineData("one", "2")]
    public void AddressNobodyMayHave_InvalidInput(string shelf, string slot)
    {
        Requires.OurAgent();
        using var image = new TempImage(64);
        ShouldEnd(InvalidInput, "export", shelf, slot, "aoe0", image.Path);
    }

    [SkippableTheory]
    [InlineData("spec: { shelf: 70000 }", "shelf")]
    [InlineData("spec: [ 1, 2 }", "not YAML")]
    [InlineData("specification: {}", "specification")]
    public void ManifestWithMistakes_InvalidInputAndTheLineNamed(string lastLine, string complaint)
    {
        Requires.OurAgent();
        using var folder = new TempFolder();
        var manifest = folder.Write("disk.yaml", $"apiVersion: aoede.io/v1alpha1\nkind: AoETarget\nmetadata: {{ name: x }}\n{lastLine}\n");
        ShouldEnd(InvalidInput, "serve", "--manifests", manifest, "--state-dir", folder["state"], "--run-dir", folder["run"])
            .Split('\n').ShouldContain(line => line.Contains($"{manifest}:4:") && line.Contains(complaint));
    }

    [SkippableFact]
    public void MissingFile_RefusedDevice()
    {
        Requires.OurAgent();
        using var folder = new TempFolder();
        ShouldRefuse("NotFound", folder["absent.img"]).ShouldSay(folder["absent.img"], "There is no file", "Correct the path");
    }

    [SkippableFact]
    public void MissingDevice_RefusedDevice()
    {
        Requires.OurAgent();
        ShouldRefuse("NotFound", "/dev/aoede-absent").ShouldSay("/dev/aoede-absent", "There is no", "Correct the path");
    }

    [SkippableFact]
    public void MissingDeviceOfAManifest_NotFoundInItsStatus()
    {
        Requires.OurAgent();
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, "/dev/aoede-absent", backing: "device");
        serve.Start();
        var refused = serve.AwaitCondition("disk", "DeviceReady", "False");
        refused.Reason.ShouldBe("NotFound");
        refused.Message.ShouldSay("/dev/aoede-absent", "There is no device", "attach the device");
        serve.AwaitCondition("disk", "Exported", "False");
    }

    [SkippableFact]
    public void FileOutsideThePolicysFolders_RefusedDevice()
    {
        Requires.OurAgent();
        using var image = new TempImage(64);
        using var folder = new TempFolder();
        var policy = folder.Write("policy.yaml", "allowedFileDirectories: [/srv/aoe]\n");
        ShouldRefuse("NotAllowed", image.Path, "--policy", policy)
            .ShouldSay(image.Path, "allowedFileDirectories (/srv/aoe)", "extend the policy");
    }

    [SkippableFact]
    public void DeviceThePolicyDenies_RefusedDevice()
    {
        Requires.LoopDevices();
        Requires.OurAgent();
        using var image = new TempImage(2048, filled: false);
        using var device = new LoopDevice(image);
        using var folder = new TempFolder();
        var policy = folder.Write("policy.yaml", $"allowedDevices: [\"/dev/*\"]\ndeniedDevices: [\"{device.Path}\"]\n");
        ShouldRefuse("NotAllowed", device.Path, "--policy", policy).ShouldSay(device.Path, "policy denies", "Change deniedDevices");
    }

    [SkippableFact]
    public void DeviceNotAmongThePolicysDevices_RefusedDevice()
    {
        Requires.LoopDevices();
        Requires.OurAgent();
        using var image = new TempImage(2048, filled: false);
        using var device = new LoopDevice(image);
        using var folder = new TempFolder();
        var policy = folder.Write("policy.yaml", "allowedDevices: [\"/dev/disk/by-id/*\"]\n");
        ShouldRefuse("NotAllowed", device.Path, "--policy", policy)
            .ShouldSay(device.Path, "not among the host policy's allowedDevices (/dev/disk/by-id/*)", "Add it there");
    }
}
