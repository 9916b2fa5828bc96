using AoEde.Native.Files;
using AoEde.Native.Host;

namespace AoEde.Native.Tests.Files;

/// <summary>Real block devices: loop devices made here.</summary>
public sealed class BlockDeviceTests
{
    private static readonly BlockFileOptions Exclusive = new() { Exclusive = true };

    [SkippableFact]
    public void Open_OfDeviceWith512ByteSectors_IsDirect()
    {
        LoopDevice.SkipUnlessPossible();
        using var backing = TestFile.OfNumberedSectors(128);
        using var loop = new LoopDevice(backing);
        using var device = BlockFile.Open(loop.Path, Exclusive with { Direct = true });

        device.IsBlockDevice.ShouldBeTrue();
        device.SizeBytes.ShouldBe(128 * 512);
        device.LogicalBlockSize.ShouldBe(512);
        device.IsDirect.ShouldBeTrue(device.DirectRefusal);
        device.DeviceNumber.ShouldBe(DeviceNode.Find(loop.Path)!.Value);
        device.DeviceNumber.Major.ShouldBe(7u);
        using var buffers = new AlignedBuffers(1, 512);
        device.Read(buffers.Address(0), 512, 99 * 512).ShouldBe(512);
        BitConverter.ToInt64(buffers.Bytes(0)).ShouldBe(99);
    }

    [SkippableFact]
    public void Open_OfDeviceWith4096ByteSectors_IsBufferedAndSaysWhy()
    {
        LoopDevice.SkipUnlessPossible();
        using var backing = TestFile.OfNumberedSectors(128);
        using var loop = new LoopDevice(backing, 4096);
        using var device = BlockFile.Open(loop.Path, Exclusive with { Direct = true });

        device.IsDirect.ShouldBeFalse();
        device.DirectRefusal.ShouldBe("its logical blocks have 4096 bytes, AoE's sectors 512");
        device.LogicalBlockSize.ShouldBe(4096);
        device.PhysicalBlockSize.ShouldBeGreaterThanOrEqualTo(4096);
        var bytes = new byte[512];
        device.Write(bytes, 512).ShouldBe(512, "the page cache serves single sectors");
        device.Read(bytes, 3 * 512).ShouldBe(512);
        BitConverter.ToInt64(bytes).ShouldBe(3);
    }

    [SkippableFact]
    public void Open_ExclusiveWhileHeld_IsBusyUntilReleased()
    {
        LoopDevice.SkipUnlessPossible();
        using var backing = TestFile.OfNumberedSectors(128);
        using var loop = new LoopDevice(backing);
        using (BlockFile.Open(loop.Path, Exclusive))
        {
            var refused = Should.Throw<NativeException>(() => BlockFile.Open(loop.Path, Exclusive with { ReadOnly = true }));
            refused.Errno.ShouldBe(Errno.EBUSY);
            refused.Message.ShouldStartWith($"open {loop.Path}: ");
            refused.Message.ShouldEndWith("(EBUSY)");
        }

        BlockFile.Open(loop.Path, Exclusive).Dispose();
    }

    [SkippableFact]
    public void Open_ExclusiveWhileMounted_IsBusyAndTheMountIsSeen()
    {
        LoopDevice.SkipUnlessPossible();
        using var backing = new TestFile(8 << 20);
        using var loop = new LoopDevice(backing);
        WhileMounted(loop, point =>
        {
            Should.Throw<NativeException>(() => BlockFile.Open(loop.Path, Exclusive)).Errno.ShouldBe(Errno.EBUSY);
            var mount = new MountTable().Read().First(entry => entry.MountPoint == point);
            mount.DeviceNumber.ShouldBe(DeviceNode.Find(loop.Path)!.Value);
            mount.FileSystem.ShouldBe("ext4");
            mount.Source.ShouldBe(loop.Path);
            mount.ReadOnly.ShouldBeFalse();
        });
    }

    [SkippableFact]
    public void Open_OfFileOnDiskWith4096ByteSectors_IsBufferedAndSaysWhy()
    {
        LoopDevice.SkipUnlessPossible();
        using var backing = new TestFile(8 << 20);
        using var loop = new LoopDevice(backing, 4096);
        WhileMounted(loop, point =>
        {
            var path = Path.Combine(point, "disk.img");
            File.WriteAllBytes(path, new byte[64 * 512]);
            using var file = BlockFile.Open(path, new BlockFileOptions { Direct = true });

            file.IsDirect.ShouldBeFalse();
            file.DirectRefusal.ShouldNotBeNull(); // statx says 4096 since 6.1, the probing read finds out before.
            file.Write(new byte[512], 512).ShouldBe(512);
        });
    }

    [SkippableFact]
    public void Open_WritableOfReadOnlyDevice_IsRefused()
    {
        LoopDevice.SkipUnlessPossible();
        using var backing = TestFile.OfNumberedSectors(128);
        using var loop = new LoopDevice(backing, 512, "--read-only");

        Should.Throw<NativeException>(() => BlockFile.Open(loop.Path, Exclusive)).Errno.ShouldBe(Errno.EROFS);
        using var device = BlockFile.Open(loop.Path, Exclusive with { ReadOnly = true });
        new SysBlock().Find(device.DeviceNumber)!.ReadOnly.ShouldBeTrue();
    }

    [SkippableFact]
    public void RefreshSize_AfterTheDeviceGrew_SeesIt()
    {
        LoopDevice.SkipUnlessPossible();
        using var backing = new TestFile(1 << 20);
        using var loop = new LoopDevice(backing);
        using var device = BlockFile.Open(loop.Path, Exclusive);
        using (var stream = File.Open(backing.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            stream.SetLength(2 << 20);
        LoopDevice.Run("losetup", "--set-capacity", loop.Path).ExitCode.ShouldBe(0);

        device.RefreshSize().ShouldBe(2 << 20);
    }

    [SkippableFact]
    public void Write_PastTheEndOfADevice_Throws()
    {
        LoopDevice.SkipUnlessPossible();
        using var backing = new TestFile(1 << 20);
        using var loop = new LoopDevice(backing);
        using var device = BlockFile.Open(loop.Path, Exclusive);

        Should.Throw<NativeException>(() => device.Write(new byte[512], 1 << 20)).Errno.ShouldBe(Errno.ENOSPC);
    }

    [SkippableFact]
    public void SysBlock_OfLoopDevice_NamesItsFileAndWhatItStandsOn()
    {
        LoopDevice.SkipUnlessPossible();
        using var backing = TestFile.OfNumberedSectors(128);
        using var loop = new LoopDevice(backing);
        using var file = BlockFile.Open(backing.Path, new BlockFileOptions { ReadOnly = true });
        var number = DeviceNode.Find(loop.Path)!.Value;

        var device = new SysBlock().Find(number)!;

        device.Name.ShouldBe(loop.Name);
        device.LoopBackingFile.ShouldBe(backing.Path);
        device.SizeBytes.ShouldBe(128 * 512);
        device.ParentDisk.ShouldBeNull();
        var below = new RootDevices(new MountTable(), new SysBlock()).Below(number);
        below.ShouldContain(number);
        if (file.DeviceNumber.Major != 0)
            below.ShouldContain(file.DeviceNumber, "the file's own disk is below the loop device");
    }

    private static void WhileMounted(LoopDevice loop, Action<string> check)
    {
        var (made, why) = LoopDevice.Run("mkfs.ext4", "-q", loop.Path);
        Skip.If(made != 0, $"no file system: {why}");
        var point = Directory.CreateTempSubdirectory("aoede-mount-").FullName;
        try
        {
            LoopDevice.Run("mount", loop.Path, point).ExitCode.ShouldBe(0);
            check(point);
        }
        finally
        {
            LoopDevice.Run("umount", point);
            Directory.Delete(point);
        }
    }
}
