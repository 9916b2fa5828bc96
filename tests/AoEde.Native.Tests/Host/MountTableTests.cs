using AoEde.Native.Files;
using AoEde.Native.Host;

namespace AoEde.Native.Tests.Host;

public sealed class MountTableTests
{
    private const string Golden = """
        22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro
        23 22 0:5 / /dev rw,nosuid shared:2 - devtmpfs udev rw,size=8146736k,mode=755
        40 22 8:1 / /boot/efi ro,relatime shared:31 master:4 propagate_from:2 - vfat /dev/sda1 ro,fmask=0077
        41 22 253:3 /sub /srv/with\040blank\011tab\134back rw - xfs /dev/mapper/vg-a\040b rw
        42 22 0:44 / /mnt/bind ro,relatime - btrfs /dev/sdc1 rw,space_cache
        43 22 0:45 / /mnt/none rw - tmpfs  rw
        a line that is none
        44 22 broken / /x rw - ext4 /dev/sdz rw
        """;

    [Fact]
    public void Read_OfGoldenText_UnderstandsEveryForm()
    {
        using var proc = new FakeTree();
        Process(proc, 1, "mnt:[4026531840]", Golden);

        var mounts = new MountTable(proc.Root).Read();

        mounts.ShouldBe(
        [
            new MountEntry(new DeviceNumber(8, 2), "/", "/dev/sda2", "ext4", false, 1),
            new MountEntry(new DeviceNumber(0, 5), "/dev", "udev", "devtmpfs", false, 1),
            new MountEntry(new DeviceNumber(8, 1), "/boot/efi", "/dev/sda1", "vfat", true, 1),
            new MountEntry(new DeviceNumber(253, 3), "/srv/with blank\ttab\\back", "/dev/mapper/vg-a b", "xfs", false, 1),
            new MountEntry(new DeviceNumber(0, 44), "/mnt/bind", "/dev/sdc1", "btrfs", false, 1),
            new MountEntry(new DeviceNumber(0, 45), "/mnt/none", "", "tmpfs", false, 1),
        ]);
    }

    [Fact]
    public void Read_OfSharedNamespaces_ReadsEachOnceFromItsOldestProcess()
    {
        using var proc = new FakeTree();
        Process(proc, 900, "mnt:[2]", "1 0 8:17 / / rw - ext4 /dev/sdb1 rw\n");
        Process(proc, 20, "mnt:[1]", "1 0 8:1 / /other rw - ext4 /dev/sda1 rw\n");
        Process(proc, 3, "mnt:[1]", "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
        proc.File("self/mountinfo", "9 0 8:99 / / rw - ext4 /dev/sdx rw\n");

        var mounts = new MountTable(proc.Root).Read();

        mounts.Select(mount => (mount.MountPoint, mount.Source, mount.NamespaceOwnerPid))
            .ShouldBe([("/", "/dev/sda1", 3), ("/", "/dev/sdb1", 900)]);
    }

    [Fact]
    public void Read_WhenTheFirstProcessVanishes_AsksTheNext()
    {
        using var proc = new FakeTree();
        proc.Link("5/ns/mnt", "mnt:[7]"); // Its mountinfo is gone already.
        Process(proc, 6, "mnt:[7]", "");  // This one is just leaving: no mounts any more.
        Process(proc, 7, "mnt:[7]", "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
        proc.File("8/status", "Zombie without a namespace");

        new MountTable(proc.Root).Read(out var unreadable).ShouldHaveSingleItem().NamespaceOwnerPid.ShouldBe(7);
        unreadable.ShouldBe(0);
    }

    [Fact]
    public void Read_OfThisHost_FindsItsRootAndProc()
    {
        var mounts = new MountTable().Read();

        mounts.ShouldContain(mount => mount.MountPoint == "/");
        mounts.ShouldContain(mount => mount.MountPoint == "/proc" && mount.FileSystem == "proc");
    }

    [SkippableFact]
    public void Read_WithAMountInAnotherNamespace_FindsIt()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "mounting needs root");
        using var marker = new FakeTree();
        var point = Path.Combine(marker.Root, "mounted here");
        Directory.CreateDirectory(point);
        using var elsewhere = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("unshare",
            ["--mount", "sh", "-c", "mount -t tmpfs aoede-test \"$0\" && echo ready && read line", point])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            elsewhere.StandardOutput.ReadLine().ShouldBe("ready");

            var mount = new MountTable().Read().Single(entry => entry.MountPoint == point);

            mount.Source.ShouldBe("aoede-test");
            mount.NamespaceOwnerPid.ShouldBe(elsewhere.Id);
            File.ReadAllText("/proc/self/mountinfo").ShouldNotContain("aoede-test");
        }
        finally
        {
            elsewhere.StandardInput.Close();
            elsewhere.WaitForExit();
        }
    }

    private static void Process(FakeTree proc, int pid, string mountNamespace, string mountInfo) =>
        proc.Link($"{pid}/ns/mnt", mountNamespace).File($"{pid}/mountinfo", mountInfo);
}
