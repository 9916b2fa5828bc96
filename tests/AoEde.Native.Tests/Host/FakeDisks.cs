namespace AoEde.Native.Tests.Host;

/// <summary>
/// A host as sysfs shows it: sda (a disk with partitions 1 and 2), sdb and sdc (RAID 1 md0), dm-0 (LUKS on sda2),
/// dm-1 (a volume on dm-0), loop0 over a file, a RAID controller's disk with a slash in its name, and an NVMe disk.
/// </summary>
internal static class FakeDisks
{
    public static FakeTree Sys()
    {
        var sys = new FakeTree();
        Disk(sys, "pci/host0/block/sda", "8:0", 1_000_000);
        sys.File(D("pci/host0/block/sda/device/model"), "Samsung SSD 870 \n")
            .File(D("pci/host0/block/sda/device/wwid"), "naa.5002538f00000001\n")
            .File(D("pci/host0/block/sda/device/vpd_pg80"), [0, 0x80, 0, 6, .. " S5Y1X"u8])
            .File(D("pci/host0/block/sda/queue/rotational"), "0\n")
            .File(D("pci/host0/block/sda/queue/physical_block_size"), "4096\n");
        Partition(sys, "pci/host0/block/sda/sda1", "8:1", 1, 2048);
        Partition(sys, "pci/host0/block/sda/sda2", "8:2", 2, 900_000);
        foreach (var (name, number) in new[] { ("sdb", "8:16"), ("sdc", "8:32") })
        {
            Disk(sys, $"pci/host1/block/{name}", number, 500_000);
            sys.File(D($"pci/host1/block/{name}/queue/rotational"), "1\n");
            Slave(sys, "virtual/block/md0", $"pci/host1/block/{name}", "md0", name);
        }

        Disk(sys, "virtual/block/md0", "9:0", 499_000);
        Disk(sys, "virtual/block/dm-0", "253:0", 899_000);
        sys.File(D("virtual/block/dm-0/dm/name"), "luks-root\n");
        Slave(sys, "virtual/block/dm-0", "pci/host0/block/sda/sda2", "dm-0", "sda2");
        Disk(sys, "virtual/block/dm-1", "253:1", 800_000);
        sys.File(D("virtual/block/dm-1/dm/name"), "vg-root\n");
        Slave(sys, "virtual/block/dm-1", "virtual/block/dm-0", "dm-1", "dm-0");
        Disk(sys, "virtual/block/loop0", "7:0", 2000);
        sys.File(D("virtual/block/loop0/loop/backing_file"), "/data/images/a b.img\n");
        Disk(sys, "pci/host2/block/cciss!c0d0", "104:0", 4096);
        sys.File(D("pci/host2/block/cciss!c0d0/ro"), "1\n").File(D("pci/host2/block/cciss!c0d0/removable"), "1\n");
        Disk(sys, "pci/nvme/nvme0n1", "259:0", 8);
        sys.File(D("pci/nvme/nvme0n1/wwid"), "eui.0025385b01\n").File(D("pci/nvme/nvme0n1/device/serial"), "NV123 \n");
        return sys;
    }

    private static string D(string path) => "devices/" + path;

    private static void Disk(FakeTree sys, string path, string number, long sectors)
    {
        sys.File(D(path + "/dev"), number + "\n").File(D(path + "/size"), $"{sectors}\n")
            .File(D(path + "/queue/logical_block_size"), "512\n")
            .Link("dev/block/" + number, "../../devices/" + path);
    }

    private static void Partition(FakeTree sys, string path, string number, int index, long sectors) =>
        sys.File(D(path + "/dev"), number + "\n").File(D(path + "/size"), $"{sectors}\n")
            .File(D(path + "/partition"), $"{index}\n").File(D(path + "/ro"), "0\n")
            .Link("dev/block/" + number, "../../devices/" + path);

    private static void Slave(FakeTree sys, string upper, string lower, string upperName, string lowerName) =>
        sys.Link(D($"{upper}/slaves/{lowerName}"), Path.Combine(sys.Root, "devices", lower))
            .Link(D($"{lower}/holders/{upperName}"), Path.Combine(sys.Root, "devices", upper));
}
