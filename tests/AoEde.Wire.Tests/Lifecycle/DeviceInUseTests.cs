using AoEde.Native.Files;
using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;
using static AoEde.Wire.Tests.Lifecycle.AgentRefusals;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>A device that the host itself uses is not exported, and the message says who uses it.</summary>
public sealed class DeviceInUseTests : IDisposable
{
    private readonly TempImage _image = new(32768, filled: false);
    private readonly TempFolder _folder = new();
    private LoopDevice? _loop;

    [SkippableFact]
    public void Mounted_RefusedDevice()
    {
        var device = NewDevice();
        Tool.Run("mkfs.ext4", "-q", device);
        Tool.Run("mount", device, _folder.Path);
        try
        {
            ShouldRefuse("Mounted", device).ShouldSay(device, $"mounted at {_folder.Path}", "Unmount it first");
        }
        finally
        {
            Tool.Run("umount", _folder.Path);
        }
    }

    /// <summary>As in a container: no mount table but that of the process in there shows it.</summary>
    [SkippableFact]
    public void MountedInAnotherMountNamespace_RefusedDeviceAndTheProcessNamed()
    {
        var device = NewDevice();
        Tool.Run("mkfs.ext4", "-q", device);
        using var network = new TestNetwork();
        using var container = new HostedProcess(
            network.AddHost(),
            "unshare",
            ["--mount", "sh", "-c", $"mount {device} {_folder.Path} && echo mounted && exec sleep infinity"]);
        Eventually.Holds(() => container.Output.Contains("mounted") || !container.IsRunning, Eventually.Patience);
        container.IsRunning.ShouldBeTrue(container.Story);
        File.ReadAllText("/proc/self/mounts").ShouldNotContain(device);

        ShouldRefuse("Mounted", device).ShouldSay(
            device,
            $"mounted at {_folder.Path} in the mount namespace of sleep (pid {container.ProcessId})",
            "Unmount it first");
    }

    [SkippableFact]
    public void OpenedExclusivelyByAnotherProcess_RefusedDeviceAndTheProcessNamed()
    {
        var device = NewDevice();
        using var holder = BlockFile.Open(device, new BlockFileOptions { Exclusive = true });
        ShouldRefuse("InUse", device).ShouldSay(device, $"(pid {Environment.ProcessId})", "Stop the holder first");
    }

    [SkippableFact]
    public void InUseAsSwap_RefusedDevice()
    {
        var device = NewDevice();
        Tool.Run("mkswap", device);
        try
        {
            Tool.Run("swapon", device);
        }
        catch (ToolException refused)
        {
            Skip.If(true, $"this machine does not swap to a loop device ({refused.Message})");
        }

        try
        {
            ShouldRefuse("InUse", device).ShouldSay(device, "in use as swap", "Run swapoff on it first");
            // The same bytes by their other name.
            ShouldRefuse("InUse", _image.Path).ShouldSay(_image.Path, "in use as swap", "Release the loop device");
        }
        finally
        {
            Tool.Run("swapoff", device);
        }
    }

    [SkippableFact]
    public void DiskOfTheRootFileSystem_RefusedDevice()
    {
        Requires.OurAgent();
        var root = Tool.Run("findmnt", "--noheadings", "--nofsroot", "--output", "SOURCE", "/").Trim();
        Skip.IfNot(Tool.Succeeds("test", "-b", root), $"the root file system is on no block device of its own ({root})");
        ShouldRefuse("SystemDisk", root).ShouldSay(root, "carries this host's root file system", "Name another device");
    }

    public void Dispose()
    {
        _loop?.Dispose();
        _folder.Dispose();
        _image.Dispose();
    }

    private string NewDevice()
    {
        Requires.LoopDevices();
        Requires.OurAgent();
        _loop = new LoopDevice(_image);
        return _loop.Path;
    }
}
