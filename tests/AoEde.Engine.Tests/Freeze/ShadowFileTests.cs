using AoEde.Engine.Freeze;
using AoEde.Engine.Tests.Bench;
using AoEde.Native;
using AoEde.Native.Files;
using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>The life of a shadow file, from its making to its end.</summary>
public sealed class ShadowFileTests : IDisposable
{
    private readonly ShadowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Open_WhatWasCreated_SaysTheSame()
    {
        var header = ShadowBench.Header() with { Backing = _bench.Folder, BrokenBecause = "no \"room\"" };
        _bench.Create(header).Dispose();

        using var shadow = _bench.Open();
        var expected = header with { Holds = shadow.Header.Holds, JournalStableUpTo = ShadowBench.JournalOffset };
        shadow.Header.ShouldBe(expected);
        shadow.Header.Holds.ShouldBe(header.Holds);
        shadow.Map.MappedSectors.ShouldBe(0);
        shadow.UsedBytes.ShouldBe(0);
        shadow.StableUpTo.ShouldBe(ShadowBench.JournalOffset);
    }

    [Fact]
    public void Create_InAFolder_LeavesOneSparsePrivateFile()
    {
        _bench.Create().Dispose();

        Directory.GetFiles(_bench.Folder).ShouldBe([_bench.Path]);
        if (OperatingSystem.IsLinux())
            File.GetUnixFileMode(_bench.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var file = BlockFile.Open(_bench.Path, new BlockFileOptions());
        file.SizeBytes.ShouldBe(ShadowBench.JournalOffset);
        file.ReadAllocatedBytes().ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Create_OverAFile_LeavesItAlone()
    {
        File.WriteAllText(_bench.Path, "mine");

        Should.Throw<FreezeException>(() => _bench.Create()).Message.ShouldContain("no file is ever overwritten");
        File.ReadAllText(_bench.Path).ShouldBe("mine");
        Directory.GetFiles(_bench.Folder).Length.ShouldBe(1);
    }

    [Fact]
    public void Create_OverADanglingLink_DoesNotFollowIt()
    {
        File.CreateSymbolicLink(_bench.Path, _bench.Path + ".elsewhere");

        Should.Throw<FreezeException>(() => _bench.Create()).Reason.ShouldBe("ShadowFailed");
        File.Exists(_bench.Path + ".elsewhere").ShouldBeFalse();
    }

    [Fact]
    public void Create_InNoFolder_SaysWhichAndMakesNothing()
    {
        string folder = Path.Combine(_bench.Folder, "unmounted");

        var refusal = Should.Throw<FreezeException>(
            () => ShadowFile.Create(Path.Combine(folder, "x.shadow"), ShadowBench.Header() with { Backing = _bench.Folder }));
        refusal.Reason.ShouldBe("ShadowFailed");
        refusal.Message.ShouldContain(folder);
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public void Create_LongerThanTheFileSystemAllows_LeavesNothing()
    {
        // 2^48 sectors are 128 PiB; where that is possible, there is nothing to see.
        try
        {
            ShadowFile.Create(_bench.Path, ShadowBench.Header(1L << 48) with { Backing = _bench.Folder }).Dispose();
        }
        catch (FreezeException e)
        {
            e.Reason.ShouldBe("ShadowFailed");
            Directory.GetFiles(_bench.Folder).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Open_WhileItIsOpen_SaysThatItIsBusy()
    {
        using var shadow = _bench.Create();

        var lost = Should.Throw<ShadowLostException>(() => _bench.Open().Dispose());
        lost.IsBusy.ShouldBeTrue();
        lost.Message.ShouldContain("Another process");
    }

    [Fact]
    public void Open_AfterJournalling_MapsWhatWasJournalled()
    {
        using (var shadow = _bench.Create())
        {
            ShadowBench.Journal(shadow, (0, 1), (100, 255));
            ShadowBench.Journal(shadow, (ShadowBench.Sectors - 1, 1));
        }

        for (int again = 0; again < 3; again++)
        {
            using var shadow = _bench.Open();
            shadow.Map.Ranges().ShouldBe([new(0, 512), new(51200, 255 * 512), new((ShadowBench.Sectors - 1) * 512, 512)]);
            shadow.StableUpTo.ShouldBe(ShadowBench.JournalOffset + 1024);
            shadow.UsedBytes.ShouldBe((257 * 512) + 1024);
        }
    }

    [Fact]
    public void Open_WhileMerging_ForgetsWhatWasMerged()
    {
        using (var shadow = _bench.Create())
        {
            ShadowBench.Journal(shadow, (10, 20), (1000, 100), (4000, 1));
            shadow.Update(shadow.Header with { State = ShadowState.Merging, MergedUpToSector = 0 });
            shadow.Update(shadow.Header with { MergedUpToSector = 1050 });
        }

        using var again = _bench.Open();
        again.Map.Ranges().ShouldBe([new(1050 * 512, 50 * 512), new(4000 * 512, 512)]);
    }

    [Fact]
    public void Update_ManyTimes_KeepsTheLast()
    {
        using (var shadow = _bench.Create())
        {
            for (int i = 1; i <= 9; i++)
                shadow.Update(shadow.Header with { FreezeSequence = 100 + i });
            ShadowBench.Journal(shadow, (5, 5));
            shadow.Update(shadow.Header with { BrokenBecause = new string('x', 5000), WrittenAt = ShadowBench.Noon.AddDays(1) });
            shadow.Header.JournalStableUpTo.ShouldBe(ShadowBench.JournalOffset + 512, "each header seals the journal before it");
        }

        using var again = _bench.Open();
        again.Header.FreezeSequence.ShouldBe(109);
        again.Header.BrokenBecause!.Length.ShouldBe(1000);
        again.Header.WrittenAt.ShouldBe(ShadowBench.Noon.AddDays(1));
    }

    [Fact]
    public void Update_WithMoreHoldsThanFit_IsRefusedAndTheOldOneHolds()
    {
        using (var shadow = _bench.Create())
        {
            var hold = shadow.Header.Holds[0] with { Holder = new string('ö', 128) };
            Should.Throw<FreezeException>(() => shadow.Update(shadow.Header with { Holds = [.. Enumerable.Repeat(hold, 100)] }))
                .Message.ShouldContain("100 holds");
            shadow.Header.Holds.Count.ShouldBe(1);
            shadow.Update(shadow.Header with { Holds = [.. Enumerable.Repeat(hold, 30)] });
        }

        using var again = _bench.Open();
        again.Header.Holds.Count.ShouldBe(30);
    }

    [Fact]
    public void Update_ThatDoesNotFollow_IsADefect()
    {
        using var shadow = _bench.Create();
        var header = shadow.Header;
        Should.Throw<ArgumentException>(() => shadow.Update(header with { ShadowId = Guid.NewGuid() }));
        Should.Throw<ArgumentException>(() => shadow.Update(header with { BaseSectors = 1 }));
        Should.Throw<ArgumentException>(() => shadow.Update(header with { MergedUpToSector = 1 }));
        shadow.Update(header with { State = ShadowState.Merging, MergedUpToSector = 50 });
        Should.Throw<ArgumentException>(() => shadow.Update(shadow.Header with { MergedUpToSector = 49 }));
        Should.Throw<ArgumentException>(() => shadow.Update(shadow.Header with { MergedUpToSector = ShadowBench.Sectors + 1 }));
        Should.Throw<ArgumentException>(() => shadow.Update(header));
        shadow.Header.MergedUpToSector.ShouldBe(50);
    }

    [Fact]
    public void TryReserveSpace_UpToTheLimit_CountsJournalToo()
    {
        using var shadow = _bench.Create(ShadowBench.Header() with { Backing = _bench.Folder, LimitBytes = 4096 });
        shadow.TryReserveSpace(3072).ShouldBeTrue();
        shadow.ReserveJournal(512);
        shadow.TryReserveSpace(1024).ShouldBeFalse();
        shadow.UsedBytes.ShouldBe(3584);
        shadow.IsOutOfSpace = true;
        shadow.TryReserveSpace(512).ShouldBeFalse();
        shadow.IsOutOfSpace = false;
        shadow.TryReserveSpace(512).ShouldBeTrue();
        shadow.ReturnSpace(512);
        shadow.UsedBytes.ShouldBe(3584);
    }

    [Fact]
    public void Delete_WithDataInIt_IsImpossible()
    {
        using var shadow = _bench.Create();
        ShadowBench.Journal(shadow, (5, 5));

        Should.Throw<InvalidOperationException>(shadow.Delete);
        File.Exists(_bench.Path).ShouldBeTrue();
        shadow.Map.Clear(5, 5);
        shadow.Delete();
        File.Exists(_bench.Path).ShouldBeFalse();
    }

    [Fact]
    public void Open_Missing_SaysSo()
    {
        var lost = Should.Throw<ShadowLostException>(() => _bench.Open());
        lost.Message.ShouldContain(nameof(Errno.ENOENT));
        lost.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public void For_EachWayToSayIt_FindsThePlace()
    {
        using var state = new TempFolder();
        var options = Sample.Options("/srv/a", name: "a/b");
        new ShadowPaths(null).For(options).ShouldBeNull();
        var paths = new ShadowPaths(state.Path);
        paths.For(options).ShouldBe(state[Path.Combine("shadow", "a%2Fb.shadow")]);
        Directory.Exists(state["shadow"]).ShouldBeTrue();
        paths.For(options with { Freeze = new FreezeOptions { ShadowDirectory = "/big" } }).ShouldBe("/big/a%2Fb.shadow");
        paths.For(options with { Freeze = new FreezeOptions { ShadowDirectory = "/big", ShadowFile = "/x.shd" } }).ShouldBe("/x.shd");
    }
}
