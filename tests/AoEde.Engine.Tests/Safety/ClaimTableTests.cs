using AoEde.Engine.Safety;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Safety;

public sealed class ClaimTableTests
{
    private static readonly ClaimSubject Disk = new() { Path = "/dev/sdb", Device = new DeviceNumber(8, 16) };
    private static readonly ClaimSubject Partition1 = PartitionOf(1);
    private static readonly ClaimSubject Partition2 = PartitionOf(2);
    private static readonly ClaimSubject File = new() { Path = "/srv/a.img", File = new FileIdentity(new DeviceNumber(8, 1), 7) };

    private readonly ClaimTable _table = new();

    public static TheoryData<string, string> Overlapping => new()
    {
        { "disk", "disk" }, { "disk", "part1" }, { "part1", "disk" }, { "part1", "part1" },
        { "file", "file" }, { "loop", "file" }, { "file", "loop" }, { "disk", "same disk by another name" },
    };

    public static TheoryData<string, string> Separate => new()
    {
        { "part1", "part2" }, { "disk", "other disk" }, { "file", "other file" }, { "file", "same inode elsewhere" }, { "disk", "file" },
    };

    [Theory]
    [MemberData(nameof(Overlapping))]
    public void TryTake_OverlappingClaim_IsRefusedNamingTheOther(string first, string second)
    {
        _table.TryTake("disk11", Subject(first), out var claim).ShouldBeNull();
        using (claim)
        {
            var refusal = _table.TryTake("disk12", Subject(second), out var none).ShouldNotBeNull();
            refusal.Reason.ShouldBe("AlreadyExported");
            refusal.Message.ShouldContain("disk11");
            none.ShouldBeNull();
            _table.HolderOf(Subject(second)).ShouldBe("disk11");
        }
    }

    [Theory]
    [MemberData(nameof(Separate))]
    public void TryTake_SeparateBytes_BothAreGranted(string first, string second)
    {
        _table.TryTake("disk11", Subject(first), out _).ShouldBeNull();
        _table.TryTake("disk12", Subject(second), out _).ShouldBeNull();
    }

    [Fact]
    public void Dispose_ClaimGivenBack_IsFreeForAnother()
    {
        _table.TryTake("disk11", Disk, out var claim).ShouldBeNull();
        claim!.Dispose();
        claim.Dispose();
        _table.HolderOf(Disk).ShouldBeNull();
        _table.TryTake("disk12", Disk, out _).ShouldBeNull();
    }

    [Fact]
    public void Dispose_OldClaimTwice_LeavesTheNewHolderAlone()
    {
        _table.TryTake("disk11", Disk, out var old).ShouldBeNull();
        old!.Dispose();
        _table.TryTake("disk11", Disk, out _).ShouldBeNull();
        old.Dispose();
        _table.HolderOf(Disk).ShouldBe("disk11");
    }

    [Fact]
    public void TryTake_ManyThreadsAtOnce_ExactlyOneGetsIt()
    {
        var granted = 0;
        Parallel.For(0, 64, i =>
        {
            if (_table.TryTake($"t{i}", i % 2 == 0 ? Disk : Partition1, out _) is null && i % 2 == 0) Interlocked.Increment(ref granted);
        });
        var diskIsHeld = _table.HolderOf(Partition2) is not null;
        granted.ShouldBe(diskIsHeld ? 1 : 0);
        _table.HolderOf(Disk).ShouldNotBeNull();
    }

    private static ClaimSubject Subject(string name) => name switch
    {
        "disk" => Disk,
        "same disk by another name" => Disk with { Path = "/dev/disk/by-id/x" },
        "other disk" => Disk with { Path = "/dev/sdc", Device = new DeviceNumber(8, 32) },
        "part1" => Partition1,
        "part2" => Partition2,
        "file" => File,
        "other file" => File with { File = File.File!.Value with { Inode = 8 } },
        "same inode elsewhere" => File with { File = new FileIdentity(new DeviceNumber(8, 2), 7) },
        "loop" => new ClaimSubject { Path = "/dev/loop0", Device = new DeviceNumber(7, 0), File = File.File },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static ClaimSubject PartitionOf(uint index) => new()
    {
        Path = $"/dev/sdb{index}",
        Device = new DeviceNumber(8, 16 + index),
        WholeDisk = new DeviceNumber(8, 16),
    };
}
