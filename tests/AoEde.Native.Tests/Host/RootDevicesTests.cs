using AoEde.Native.Files;
using AoEde.Native.Host;

namespace AoEde.Native.Tests.Host;

public sealed class RootDevicesTests
{
    [Fact]
    public void Read_OfEncryptedVolume_WalksDownToTheDisk()
    {
        using var sys = FakeDisks.Sys();

        Read(sys, "1 0 253:1 / / rw - ext4 /dev/mapper/vg-root rw\n")
            .ShouldBe([new(253, 1), new(253, 0), new(8, 2), new(8, 0)], ignoreOrder: true);
    }

    [Fact]
    public void Read_OfRaidAndBoot_FindsAllMembers()
    {
        using var sys = FakeDisks.Sys();

        Read(sys, "1 0 9:0 / / rw - ext4 /dev/md0 rw\n2 1 8:1 / /boot rw - ext4 /dev/sda1 rw\n3 1 259:0 / /srv rw - ext4 /dev/nvme0n1 rw\n")
            .ShouldBe([new(9, 0), new(8, 16), new(8, 32), new(8, 1), new(8, 0)], ignoreOrder: true);
    }

    [Fact]
    public void Read_OfLoopFile_GoesOnAtTheFileSystemThatHoldsIt()
    {
        using var sys = FakeDisks.Sys();

        Read(sys, "1 0 7:0 / / ro - squashfs /dev/loop0 ro\n2 1 8:16 / /data rw - ext4 /dev/sdb rw\n3 1 8:32 / /data/im rw - ext4 /dev/sdc rw\n")
            .ShouldBe([new(7, 0), new(8, 16)], ignoreOrder: true);
    }

    [Fact]
    public void Read_OfRootWithoutDevice_IsEmpty()
    {
        using var sys = FakeDisks.Sys();

        Read(sys, "1 0 0:30 / / rw - overlay overlay rw\n").ShouldBeEmpty();
    }

    [Fact]
    public void Read_OfContainers_TakesTheirRootsButNotTheirVolumes()
    {
        using var sys = FakeDisks.Sys();
        using var proc = new FakeTree();
        proc.Link("1/ns/mnt", "mnt:[1]").File("1/mountinfo", "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n")
            .Link("50/ns/mnt", "mnt:[2]")
            .File("50/mountinfo", "1 0 8:16 / / rw - ext4 /dev/sdb rw\n2 1 8:32 / /var rw - ext4 /dev/sdc rw\n");

        new RootDevices(new MountTable(proc.Root), new SysBlock(sys.Root, "/nonexistent"), sys.Root).Read()
            .ShouldBe([new(8, 1), new(8, 0), new(8, 16)], ignoreOrder: true);
    }

    [SkippableFact]
    public void Read_OfBtrfs_FindsAllMembersThroughTheSource()
    {
        var source = new SysBlock().List().FirstOrDefault(device => DeviceNode.Find("/dev/" + device.Name) == device.Number);
        Skip.If(source is null, "no block device node to name as a source");
        using var sys = FakeDisks.Sys();
        sys.File("devices/x/named/dev", source.Number.ToString())
            .Link("fs/btrfs/uuid/devices/named", Path.Combine(sys.Root, "devices/x/named"))
            .Link("fs/btrfs/uuid/devices/sda1", Path.Combine(sys.Root, "devices/pci/host0/block/sda/sda1"));

        Read(sys, $"1 0 0:30 / / rw - btrfs /dev/{source.Name} rw\n").ShouldBe([source.Number, new(8, 1), new(8, 0)], ignoreOrder: true);
    }

    [SkippableFact]
    public void Read_OfThisHost_HoldsTheDeviceOfItsRoot()
    {
        var root = new MountTable().Read().First(mount => mount.MountPoint == "/");
        Skip.If(root.DeviceNumber.Major == 0, $"the root file system ({root.FileSystem}) has no device number");

        new RootDevices(new MountTable(), new SysBlock()).Read().ShouldContain(root.DeviceNumber);
    }

    private static IReadOnlySet<DeviceNumber> Read(FakeTree sys, string mountInfo)
    {
        using var proc = new FakeTree();
        proc.Link("1/ns/mnt", "mnt:[1]").File("1/mountinfo", mountInfo);
        return new RootDevices(new MountTable(proc.Root), new SysBlock(sys.Root, "/nonexistent"), sys.Root).Read();
    }
}
