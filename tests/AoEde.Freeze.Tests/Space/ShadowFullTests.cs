using AoEde.FreezeHost;
using AoEde.Testing.Host;

namespace AoEde.Freeze.Tests.Space;

/// <summary>A shadow that takes no more: because of its own limit, its file system's end, or the reserve that is to stay free there.</summary>
public sealed class ShadowFullTests
{
    private const long Limit = 1 << 20;
    private const int Mebibytes = 12;

    [SkippableTheory, InlineData("limit", 0), InlineData("file system", 1), InlineData("reserve", 2), InlineData("file system", 3)]
    public void Thaw_ShadowFullUnderLoad_FreezeBreaksAndInitiatorNoticesNothing(string room, int disk)
    {
        using var small = room == "limit" ? null : new SmallFileSystem(Mebibytes);
        using var victim = new Victim(DiskSetup.Turn(disk), blocks: 4096);
        victim.Start(s => s with { Targets = [Narrow(s.Targets[0], room, small) with { MergeRateBytes = 8 << 20 }] });
        victim.Load();
        victim.AwaitProgress(100);
        victim.Freeze("freeze backup 600");

        Eventually.True(
            () => victim.Host.Ended.Count > 0 || victim.LoadHasEnded, $"the freeze breaks: {victim.Host.Story}", TimeSpan.FromSeconds(60));
        string ended = victim.Host.Ended.ShouldHaveSingleItem();
        ended.ShouldStartWith($"{FreezeLab.Target} backup Broken");
        ended.ShouldContain(room == "limit" ? "limit" : "file system");
        victim.AwaitProgress(300);
        victim.EndThawed();
    }

    [SkippableTheory, InlineData("limit", 3), InlineData("file system", 0), InlineData("reserve", 1), InlineData("file system", 2)]
    public void RejectWrites_ShadowFull_WritesFailAndAllElseGoesOn(string room, int disk)
    {
        using var small = room == "limit" ? null : new SmallFileSystem(Mebibytes);
        using var lab = new FreezeLab(32768, disk: DiskSetup.Turn(disk));
        lab.Change(t => Narrow(t, room, small) with { RejectWhenFull = true });
        using var host = lab.Start();
        var disks = new RejectedWrites(new WireDisk(lab.Client), lab.Image.Sectors);
        host.Do($"freeze backup 600 {FreezeLab.Target}");
        string frozen = lab.BaseSum();

        disks.WriteUntilRejected();
        disks.Taken.ShouldBeGreaterThan(100);
        disks.ReadBack();
        disks.WriteTakenAgain();
        disks.ReadBack();
        host.State(FreezeLab.Target).ShouldBe("Frozen", host.Story);
        host.Status(FreezeLab.Target).GetProperty("Holders")[0].GetString().ShouldBe("backup");
        host.Ended.ShouldBeEmpty();
        lab.BaseSum().ShouldBe(frozen);
        if (room == "limit")
            new FileInfo(lab.ShadowPath).Exists.ShouldBeTrue();

        host.Do("release backup");
        host.AwaitState(FreezeLab.Target, "Thawed");
        host.Ended.ShouldHaveSingleItem().ShouldStartWith($"{FreezeLab.Target} backup Released");
        disks.ReadBack();
        host.End().ShouldBeTrue(host.Story);
        disks.Compare(File.ReadAllBytes(lab.Image.Path));
    }

    [SkippableFact]
    public void Reserve_WritesAsFastAsTheyGo_StaysFree()
    {
        using var small = new SmallFileSystem(Mebibytes);
        using var lab = new FreezeLab(32768);
        lab.Change(t => Narrow(t, "reserve", small) with { RejectWhenFull = true });
        using var host = lab.Start();
        var disks = new RejectedWrites(new WireDisk(lab.Client), lab.Image.Sectors);
        host.Do($"freeze backup 600 {FreezeLab.Target}");

        disks.WriteUntilRejected();

        // What a file system needs to tell where the data is comes on top: some blocks, never a tenth.
        small.FreeBytes.ShouldBeGreaterThan(small.TotalBytes * 45 / 100);
    }

    private static TargetSetup Narrow(TargetSetup target, string room, SmallFileSystem? small) => room switch
    {
        "limit" => target with { LimitBytes = Limit },
        "reserve" => target with { ShadowDirectory = small!.Path, ReservePercent = 50 },
        _ => target with { ShadowDirectory = small!.Path },
    };
}
