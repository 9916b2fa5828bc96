using AoEde.Engine.Safety;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Safety;

/// <summary>
/// A host that this machine is not: root on an encrypted volume over sda2 beside a spare sda3, drawn as proc and sys trees.
/// </summary>
public sealed class FakeHostTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("aoede-host-").FullName;
    private readonly HostSnapshot _host;

    public FakeHostTests()
    {
        Block("sda", "8:0", "devices/sda");
        Block("sda1", "8:1", "devices/sda/sda1", partition: true);
        Block("sda2", "8:2", "devices/sda/sda2", partition: true);
        Block("sda3", "8:3", "devices/sda/sda3", partition: true);
        Block("dm-0", "252:0", "devices/dm-0");
        Write("sys/devices/dm-0/dm/name", "cryptroot");
        Link("sys/devices/sda/sda2/holders/dm-0", "sys/devices/dm-0");
        Link("sys/devices/dm-0/slaves/sda2", "sys/devices/sda/sda2");
        Write("proc/1/mountinfo", "20 1 252:0 / / rw - ext4 /dev/mapper/cryptroot rw\n21 20 8:1 / /media/stick rw - vfat /dev/sda1 rw\n");
        Directory.CreateDirectory(At("proc/1/ns"));
        File.CreateSymbolicLink(At("proc/1/ns/mnt"), "mnt:[1]");
        File.CreateSymbolicLink(At("proc/self"), "1");
        Directory.CreateDirectory(At("dev"));
        _host = new HostSnapshot(new HostRoots(At("proc"), At("sys"), At("dev")));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(8, 0, "SystemDisk", "sda2 is built on it, and dm-0 is built on it, and / is on it")]
    [InlineData(8, 2, "SystemDisk", "dm-0")]
    [InlineData(252, 0, "SystemDisk", "/ is on it")]
    [InlineData(8, 1, "Mounted", "mounted at /media/stick")]
    [InlineData(8, 3, null, "")]
    public void Check_RootOnEncryptedVolume_WalksDownToTheDisk(uint major, uint minor, string? reason, string words)
    {
        var facts = new DeviceFactsReader(_host).Read(_host.Blocks[new DeviceNumber(major, minor)]);
        var refusal = DeviceRules.Check(facts, Sample.Request($"/dev/{facts.Name}"), HostPolicy.Administrator);
        (refusal?.Reason).ShouldBe(reason);
        (refusal?.Message ?? "").ShouldContain(words);
    }

    [Fact]
    public void UsesOf_HeldPartition_NamesTheVolumeAndWhatItCarries()
    {
        var uses = new DeviceFactsReader(_host).UsesOf(_host.Blocks[new DeviceNumber(8, 2)]);
        uses.ShouldContain(use => use.Scope == UseScope.Self && use.Kind == UseKind.Holder
            && use.By == "held by device-mapper volume cryptroot (dm-0), which is mounted at /");
        new DeviceFactsReader(_host).UsesOf(_host.Blocks[new DeviceNumber(8, 0)])
            .ShouldContain(use => use.Scope == UseScope.Partition && use.On == "sda2" && use.Kind == UseKind.Holder);
    }

    private string At(string relative) => Path.Combine(_root, relative);

    private void Block(string name, string number, string directory, bool partition = false)
    {
        Write($"sys/{directory}/dev", number);
        Write($"sys/{directory}/size", "409600");
        if (partition) Write($"sys/{directory}/partition", name[^1..]);
        Link($"sys/dev/block/{number}", $"sys/{directory}");
    }

    private void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), text);
    }

    private void Link(string relative, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        Directory.CreateSymbolicLink(At(relative), At(target));
    }
}
