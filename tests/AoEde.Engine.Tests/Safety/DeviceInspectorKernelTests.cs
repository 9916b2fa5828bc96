using System.Globalization;
using AoEde.Engine.Safety;
using AoEde.Native;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Safety;

/// <summary>The inspector against the running kernel: loop devices, mounts, namespaces, swap, exclusive opens.</summary>
public sealed class DeviceInspectorKernelTests
{
    private static readonly DeviceInspector Inspector = new(HostPolicy.Administrator);

    [SkippableFact]
    public void Inspect_IdleLoopDevice_IsAcceptedAndOpensExclusively()
    {
        using var loop = LoopDevice.Create();
        var inspection = Inspector.Inspect(Device(loop.Path), readOnly: false);
        inspection.Refusal.ShouldBeNull();
        inspection.Exclusive.ShouldBeTrue();
        using var file = BlockFile.Open(inspection.ResolvedPath, new BlockFileOptions { Exclusive = true });
        Inspector.Confirm(inspection, file, out var subject).ShouldBeNull();
        subject.Device.ShouldBe(file.DeviceNumber);
        subject.File.ShouldNotBeNull();
    }

    [SkippableFact]
    public void Inspect_MountedLoopDevice_IsMountedAndNamesThePlace()
    {
        using var loop = LoopDevice.Create();
        loop.MakeFileSystem();
        var point = loop.Mount();
        Refused(Device(loop.Path), "Mounted").Message.ShouldContain(point);
        Refused(Device(loop.Path), "Mounted", readOnly: true);
        Refused(File(loop.Image), "InUse").Message.ShouldContain(loop.Name);
    }

    [SkippableFact]
    public void Inspect_MountedSharedReadOnly_OpensWithoutExclusiveClaim()
    {
        using var loop = LoopDevice.Create();
        loop.MakeFileSystem();
        loop.Mount();
        var sharing = new DeviceInspector(HostPolicy.Administrator with { AllowMountedReadOnly = true });
        sharing.CheckBeforeOpen(Device(loop.Path), readOnly: false).ShouldNotBeNull().Reason.ShouldBe("Mounted");
        var inspection = sharing.Inspect(Device(loop.Path), readOnly: true);
        inspection.Refusal.ShouldBeNull();
        inspection.Exclusive.ShouldBeFalse();
        using var file = BlockFile.Open(inspection.ResolvedPath, new BlockFileOptions { ReadOnly = true, Exclusive = inspection.Exclusive });
        sharing.Confirm(inspection, file, out _).ShouldBeNull();
    }

    [SkippableFact]
    public void Inspect_MountedInAnotherNamespace_NamesTheProcessThatLivesThere()
    {
        using var loop = LoopDevice.Create();
        loop.MakeFileSystem();
        var point = Directory.CreateDirectory(Path.Combine(loop.Directory, "elsewhere")).FullName;
        // The shell says when it has mounted, and stays until its input ends.
        using var other = LoopDevice.Start("unshare", "--mount", "--propagation", "private", "sh", "-c", $"mount {loop.Path} {point} && echo mounted && read line");
        try
        {
            Skip.IfNot(other.StandardOutput.ReadLine() == "mounted", "mounting in a namespace of one's own is refused here");
            System.IO.File.ReadAllText("/proc/self/mountinfo").ShouldNotContain(point);
            var refusal = Refused(Device(loop.Path), "Mounted");
            refusal.Message.ShouldContain(point);
            refusal.Message.ShouldContain($"pid {other.Id}");
        }
        finally
        {
            other.Kill(entireProcessTree: true);
            other.WaitForExit();
        }
    }

    [SkippableFact]
    public void Inspect_SwapOnLoopDevice_IsInUse()
    {
        using var loop = LoopDevice.Create();
        LoopDevice.Must("mkswap", "-q", loop.Path);
        var (code, output) = LoopDevice.Run("swapon", loop.Path);
        Skip.IfNot(code == 0, $"swapon is refused here: {output}");
        loop.OnDispose(() => LoopDevice.Run("swapoff", loop.Path));
        Refused(Device(loop.Path), "InUse", readOnly: true).Message.ShouldContain("swap");
    }

    [SkippableFact]
    public void Inspect_PartitionMounted_RefusesTheDiskAndTheImage()
    {
        using var loop = LoopDevice.Create();
        var (code, output) = LoopDevice.Run("partx", "--version");
        Skip.IfNot(code == 0, $"no partx: {output}");
        LoopDevice.Run("addpart", loop.Path, "1", "2048", "16384").Code.ShouldBe(0);
        loop.OnDispose(() => LoopDevice.Run("delpart", loop.Path, "1"));
        var partition = $"{loop.Path}p1";
        Skip.IfNot(Inspector.IsBlockDevice(partition), "the kernel made no node for the partition");
        Inspector.CheckBeforeOpen(Device(loop.Path), readOnly: false).ShouldBeNull();
        LoopDevice.Must("mkfs.ext4", "-q", "-F", partition);
        var point = Directory.CreateDirectory(Path.Combine(loop.Directory, "part")).FullName;
        LoopDevice.Must("mount", partition, point);
        loop.OnDispose(() => LoopDevice.Run("umount", point));
        Refused(Device(loop.Path), "HasPartitionsInUse").Message.ShouldContain($"{loop.Name}p1");
        Refused(Device(partition), "Mounted");
        Refused(File(loop.Image), "InUse");
    }

    [SkippableFact]
    public void Inspect_DiskAndItsPartition_OverlapAsClaims()
    {
        using var loop = LoopDevice.Create();
        LoopDevice.Run("addpart", loop.Path, "1", "2048", "16384").Code.ShouldBe(0);
        loop.OnDispose(() => LoopDevice.Run("delpart", loop.Path, "1"));
        Skip.IfNot(Inspector.IsBlockDevice($"{loop.Path}p1"), "the kernel made no node for the partition");
        var claims = new ClaimTable();
        claims.TryTake("whole", Inspector.Inspect(Device(loop.Path), false).Subject!, out _).ShouldBeNull();
        claims.TryTake("part", Inspector.Inspect(Device($"{loop.Path}p1"), false).Subject!, out _)!.Message.ShouldContain("whole");
        claims.TryTake("image", Inspector.Inspect(File(loop.Image), false).Subject!, out _)!.Message.ShouldContain("whole");
    }

    [SkippableFact]
    public void Inspect_DeviceMapperOnIt_NamesTheVolume()
    {
        using var loop = LoopDevice.Create();
        var volume = $"aoede-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        var (code, output) = LoopDevice.Run("dmsetup", "create", volume, "--table", $"0 1024 linear {loop.Path} 0");
        Skip.IfNot(code == 0, $"no device mapper here: {output}");
        loop.OnDispose(() => LoopDevice.Run("dmsetup", "remove", volume));
        Refused(Device(loop.Path), "InUse").Message.ShouldContain(volume);
    }

    [SkippableFact]
    public void FromOpenError_HeldByThisProcess_IsAlreadyExported()
    {
        using var loop = LoopDevice.Create();
        using var first = BlockFile.Open(loop.Path, new BlockFileOptions { Exclusive = true });
        var error = Should.Throw<NativeException>(() => BlockFile.Open(loop.Path, new BlockFileOptions { Exclusive = true }));
        Inspector.FromOpenError(error, Device(loop.Path), readOnly: false).Reason.ShouldBe("AlreadyExported");
    }

    [SkippableFact]
    public void FromOpenError_MountedMeanwhile_SaysMounted()
    {
        using var loop = LoopDevice.Create();
        loop.MakeFileSystem();
        var point = loop.Mount();
        var error = Should.Throw<NativeException>(() => BlockFile.Open(loop.Path, new BlockFileOptions { Exclusive = true }));
        var refusal = Inspector.FromOpenError(error, Device(loop.Path), readOnly: false);
        refusal.Reason.ShouldBe("Mounted");
        refusal.Message.ShouldContain(point);
    }

    [SkippableFact]
    public void FromOpenError_HeldByAnotherProcess_NamesIt()
    {
        using var loop = LoopDevice.Create();
        using var other = LoopDevice.Start("sh", "-c", $"exec 9<{loop.Path}; echo open; read line");
        try
        {
            other.StandardOutput.ReadLine().ShouldBe("open");
            var refusal = Inspector.FromOpenError(new NativeException($"open {loop.Path}", Errno.EBUSY), Device(loop.Path), readOnly: false);
            refusal.Reason.ShouldBe("InUse");
            refusal.Message.ShouldContain($"sh (pid {other.Id})");
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }
    }

    [SkippableFact]
    public void FromOpenError_ImageLockedByAnotherProcess_NamesIt()
    {
        using var loop = LoopDevice.Create();
        using var other = LoopDevice.Start("flock", "--exclusive", "--no-fork", loop.Image, "sh", "-c", "echo locked; read line");
        try
        {
            other.StandardOutput.ReadLine().ShouldBe("locked");
            var error = Should.Throw<NativeException>(() => BlockFile.Open(loop.Image, new BlockFileOptions()));
            var refusal = Inspector.FromOpenError(error, File(loop.Image), readOnly: false);
            refusal.Reason.ShouldBe("InUse");
            refusal.Message.ShouldContain($"pid {other.Id}");
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }
    }

    [SkippableFact]
    public void Inspect_WriteProtectedLoop_IsRefusedForWritesOnly()
    {
        using var loop = LoopDevice.Create("--read-only");
        Refused(Device(loop.Path), "WriteProtected");
        Inspector.CheckBeforeOpen(Device(loop.Path), readOnly: true).ShouldBeNull();
    }

    [SkippableFact]
    public void Inspect_WindowBeyondTheDevice_IsSizeShrank()
    {
        using var loop = LoopDevice.Create();
        Refused(Device(loop.Path) with { LengthBytes = 1 << 30 }, "SizeShrank");
        Inspector.Inspect(Device(loop.Path), false, recordedBytes: 1 << 30).Refusal!.Reason.ShouldBe("SizeShrank");
    }

    [SkippableFact]
    public void Inspect_NodeUnderAnInnocentName_IsJudgedByItsNumber()
    {
        using var loop = LoopDevice.Create();
        loop.MakeFileSystem();
        loop.Mount();
        var number = Inspector.Inspect(Device(loop.Path), false).Subject!.Device!.Value;
        var node = Path.Combine(loop.Directory, "innocent");
        LoopDevice.Must("mknod", node, "b", $"{number.Major}", $"{number.Minor}");
        System.IO.File.CreateSymbolicLink(Path.Combine(loop.Directory, "link"), node);
        Refused(Device(node), "Mounted");
        Refused(Device(Path.Combine(loop.Directory, "link")), "Mounted");
    }

    [SkippableFact]
    public void Inspect_RootDiskOfThisMachine_IsSystemDisk()
    {
        var root = Inspector.Inventory().Where(device => device.Reason == "SystemDisk").ToList();
        Skip.If(root.Count == 0, "the root file system of this machine is on no block device");
        foreach (var device in root)
        {
            Refused(Device(device.Path), "SystemDisk").Message.ShouldContain("/ is on it");
            Refused(Device(device.Path), "SystemDisk", readOnly: true);
        }
    }

    [SkippableFact]
    public void Inventory_IdleAndMountedDevice_SaysWhichIsEligible()
    {
        using var idle = LoopDevice.Create();
        using var busy = LoopDevice.Create();
        busy.MakeFileSystem();
        busy.Mount();
        var inventory = Inspector.Inventory().ToDictionary(device => device.Name);
        inventory[idle.Name].Eligible.ShouldBeTrue();
        inventory[idle.Name].SizeBytes.ShouldBe(16 << 20);
        inventory[busy.Name].Reason.ShouldBe("Mounted");
        inventory.Values.ShouldAllBe(device => device.SizeBytes > 0);
        new DeviceInspector(HostPolicy.ClusterDefault).Inventory().Single(device => device.Name == idle.Name).Reason.ShouldBe("NotAllowed");
    }

    private static BackingOptions Device(string path) => new() { Path = path, IsDevice = true };

    private static BackingOptions File(string path) => new() { Path = path };

    private static Refusal Refused(BackingOptions backing, string reason, bool readOnly = false)
    {
        var refusal = Inspector.CheckBeforeOpen(backing, readOnly).ShouldNotBeNull();
        refusal.Reason.ShouldBe(reason, refusal.Message);
        return refusal;
    }
}
