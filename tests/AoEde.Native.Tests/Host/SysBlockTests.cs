using AoEde.Native.Files;
using AoEde.Native.Host;

namespace AoEde.Native.Tests.Host;

public sealed class SysBlockTests
{
    [Fact]
    public void Find_OfDisk_ReadsIdentityAndPartitions()
    {
        using var sys = FakeDisks.Sys();

        var disk = new SysBlock(sys.Root, "/nonexistent").Find(new DeviceNumber(8, 0))!;

        disk.Name.ShouldBe("sda");
        disk.ParentDisk.ShouldBeNull();
        disk.Partitions.ShouldBe([new DeviceNumber(8, 1), new DeviceNumber(8, 2)]);
        disk.Holders.ShouldBeEmpty();
        disk.SizeBytes.ShouldBe(512_000_000);
        disk.LogicalBlockSize.ShouldBe(512);
        disk.PhysicalBlockSize.ShouldBe(4096);
        disk.Model.ShouldBe("Samsung SSD 870");
        disk.Serial.ShouldBe("S5Y1X");
        disk.Wwn.ShouldBe("naa.5002538f00000001");
        disk.Rotational.ShouldBeFalse();
        disk.ReadOnly.ShouldBeFalse();
    }

    [Fact]
    public void Find_OfPartition_TakesIdentityFromItsDisk()
    {
        using var sys = FakeDisks.Sys();

        var partition = new SysBlock(sys.Root, "/nonexistent").Find(new DeviceNumber(8, 2))!;

        partition.ParentDisk.ShouldBe(new DeviceNumber(8, 0));
        partition.Holders.ShouldBe([new DeviceNumber(253, 0)]);
        partition.Partitions.ShouldBeEmpty();
        partition.SizeBytes.ShouldBe(900_000 * 512L);
        partition.Serial.ShouldBe("S5Y1X");
        partition.PhysicalBlockSize.ShouldBe(4096);
    }

    [Fact]
    public void Find_OfStackedDevices_NamesSlaves()
    {
        using var sys = FakeDisks.Sys();
        var block = new SysBlock(sys.Root, "/nonexistent");

        block.Find(new DeviceNumber(9, 0))!.Slaves.ShouldBe([new DeviceNumber(8, 16), new DeviceNumber(8, 32)]);
        block.Find(new DeviceNumber(8, 16))!.Holders.ShouldBe([new DeviceNumber(9, 0)]);
        block.Find(new DeviceNumber(8, 16))!.Rotational.ShouldBeTrue();
        block.Find(new DeviceNumber(253, 1))!.MapperName.ShouldBe("vg-root");
        block.Find(new DeviceNumber(7, 0))!.LoopBackingFile.ShouldBe("/data/images/a b.img");
        block.Find(new DeviceNumber(259, 0)).ShouldSatisfyAllConditions(
            nvme => nvme!.Serial.ShouldBe("NV123"), nvme => nvme!.Wwn.ShouldBe("eui.0025385b01"));
        block.Find(new DeviceNumber(104, 0)).ShouldSatisfyAllConditions(
            raid => raid!.Name.ShouldBe("cciss/c0d0"), raid => raid!.ReadOnly.ShouldBeTrue(), raid => raid!.Removable.ShouldBeTrue());
    }

    [Fact]
    public void Find_OfUnknownNumber_IsNull()
    {
        using var sys = FakeDisks.Sys();

        new SysBlock(sys.Root, "/nonexistent").Find(new DeviceNumber(8, 99)).ShouldBeNull();
        new SysBlock("/nonexistent", "/nonexistent").List().ShouldBeEmpty();
    }

    [Fact]
    public void List_FindsAllInOrder()
    {
        using var sys = FakeDisks.Sys();

        new SysBlock(sys.Root, "/nonexistent").List().Select(device => device.Name)
            .ShouldBe(["loop0", "sda", "sda1", "sda2", "sdb", "sdc", "md0", "cciss/c0d0", "dm-0", "dm-1", "nvme0n1"]);
    }

    [Fact]
    public void StableLinks_OfDevice_AreItsLinksAsTheHostNamesThem()
    {
        using var sys = FakeDisks.Sys();
        using var dev = new FakeTree();
        dev.Link("disk/by-id/ata-Samsung_S5Y1X", "../../sda")
            .Link("disk/by-id/ata-Samsung_S5Y1X-part1", "../../sda1")
            .Link("disk/by-path/pci-0000:00:1f.2", "../../sda")
            .Link("disk/by-id/cciss-1", "../../cciss/c0d0")
            .Link("mapper/vg-root", "../dm-1")
            .File("mapper/control", "");
        var block = new SysBlock(sys.Root, dev.Root);

        block.Find(new DeviceNumber(8, 0))!.StableLinks
            .ShouldBe(["/dev/disk/by-id/ata-Samsung_S5Y1X", "/dev/disk/by-path/pci-0000:00:1f.2"]);
        block.Find(new DeviceNumber(253, 1))!.StableLinks.ShouldBe(["/dev/mapper/vg-root"]);
        block.Find(new DeviceNumber(104, 0))!.StableLinks.ShouldBe(["/dev/disk/by-id/cciss-1"]);
        block.List().Single(device => device.Name == "sda1").StableLinks.ShouldBe(["/dev/disk/by-id/ata-Samsung_S5Y1X-part1"]);
        block.Find(new DeviceNumber(8, 16))!.StableLinks.ShouldBeEmpty();
    }

    [SkippableFact]
    public void List_OfThisHost_AgreesWithSysfs()
    {
        Skip.IfNot(Directory.Exists("/sys/dev/block"), "sysfs is not mounted");

        foreach (var device in new SysBlock().List())
        {
            var sysName = device.Name.Replace('/', '!');
            File.ReadAllText($"/sys/class/block/{sysName}/dev").Trim().ShouldBe(device.Number.ToString());
            (device.ParentDisk is not null).ShouldBe(File.Exists($"/sys/class/block/{sysName}/partition"));
        }
    }
}
