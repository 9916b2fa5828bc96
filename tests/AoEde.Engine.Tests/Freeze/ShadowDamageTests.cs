using AoEde.Engine.Freeze;
using AoEde.Engine.Tests.Bench;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>Whole files that are foreign, damaged, or were left by a crash.</summary>
public sealed class ShadowDamageTests : IDisposable
{
    private readonly ShadowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Open_AnotherTargets_IsRefused()
    {
        _bench.Create(ShadowBench.Header() with { Backing = _bench.Folder, TargetUid = Guid.NewGuid(), TargetName = "other" }).Dispose();
        _bench.Refusal().ShouldContain("belongs to target other");
    }

    [Theory]
    [InlineData(ShadowBench.Sectors - 1, 4096)]
    [InlineData(ShadowBench.Sectors, 0)]
    public void Open_TheTargetChanged_IsRefused(long sectors, long offset)
    {
        _bench.Create().Dispose();
        byte[] before = File.ReadAllBytes(_bench.Path);

        Should.Throw<ShadowLostException>(() => ShadowFile.Open(_bench.Path, Sample.Uid, sectors, offset))
            .Message.ShouldContain("when it was frozen");
        File.ReadAllBytes(_bench.Path).AsSpan().SequenceEqual(before).ShouldBeTrue();
    }

    [Fact]
    public void Open_TheBaseHasGrown_IsAsItWasFrozen()
    {
        _bench.Create().Dispose();

        using var shadow = ShadowFile.Open(_bench.Path, Sample.Uid, ShadowBench.Sectors + 1, 4096);
        shadow.Header.BaseSectors.ShouldBe(ShadowBench.Sectors);
        shadow.Map.Sectors.ShouldBe(ShadowBench.Sectors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(40_000)]
    [InlineData(5_000_000)]
    public void Open_CutShort_IsRefused(int bytes)
    {
        _bench.Create().Dispose();
        using (var file = new FileStream(_bench.Path, FileMode.Open, FileAccess.Write))
            file.SetLength(bytes);
        _bench.Refusal();
    }

    [Fact]
    public void Open_SomethingElse_IsRefused()
    {
        File.WriteAllText(_bench.Path, "#!/bin/sh\n");
        _bench.Refusal().ShouldContain("no whole header");
        File.WriteAllBytes(_bench.Path, new byte[8 << 20]);
        _bench.Refusal();
        File.Delete(_bench.Path);
        Directory.CreateDirectory(_bench.Path);
        Should.Throw<ShadowLostException>(() => _bench.Open());
    }

    [Fact]
    public void Open_OneHeaderDamaged_MendsIt()
    {
        _bench.Create().Dispose();
        for (int round = 0; round < 4; round++)
        {
            _bench.Flip((round % 2 * ShadowLayout.SlotBytes) + 50);
            using (var shadow = _bench.Open())
                shadow.Header.FreezeSequence.ShouldBe(7);
        }
    }

    [Fact]
    public void Open_BothHeadersDamaged_IsRefused()
    {
        _bench.Create().Dispose();
        _bench.Flip(50);
        _bench.Flip(ShadowLayout.SlotBytes + 50);
        _bench.Refusal().ShouldContain("no whole header");
    }

    [Fact]
    public void Open_DamageThatALaterHeaderVouchesFor_IsRefused()
    {
        long offset;
        using (var shadow = _bench.Create())
        {
            offset = ShadowBench.Journal(shadow, (5, 5)).Offset;
            shadow.Update(shadow.Header with { WrittenAt = ShadowBench.Noon.AddMinutes(1) });
        }

        _bench.Flip(offset + 70);
        _bench.Refusal().ShouldContain("damaged journal");
    }

    [Fact]
    public void Open_JournalCutBelowTheMark_IsRefused()
    {
        using (var shadow = _bench.Create())
        {
            ShadowBench.Journal(shadow, (5, 5));
            shadow.Update(shadow.Header with { State = ShadowState.Merging });
        }

        using (var file = new FileStream(_bench.Path, FileMode.Open, FileAccess.Write))
            file.SetLength(ShadowBench.JournalOffset);
        _bench.Refusal().ShouldContain("it ends at");
    }

    [Fact]
    public void Open_TornTail_GoesOnBehindTheLastWholePage()
    {
        using (var shadow = _bench.Create())
        {
            ShadowBench.Journal(shadow, (5, 5));
            var torn = ShadowBench.Page(shadow, [.. Enumerable.Range(0, 100).Select(i => ((ulong)i * 20, 1))]);
            shadow.File.Write(torn.Bytes.AsSpan(0, 512), torn.Offset);
        }

        for (int round = 0; round < 3; round++)
        {
            using var shadow = _bench.Open();
            shadow.Map.MappedSectors.ShouldBe(5 + round);
            new FileInfo(_bench.Path).Length.ShouldBe(ShadowBench.JournalOffset + ((1 + round) * 512));
            ShadowBench.Journal(shadow, (1000 + (ulong)round, 1));
            shadow.StableUpTo.ShouldBe(ShadowBench.JournalOffset + ((2 + round) * 512));
        }
    }

    [Fact]
    public void Open_AGapBeforeAWholePage_IsFilledSoThatTheMarkCanPass()
    {
        long gap;
        using (var shadow = _bench.Create())
        {
            gap = ShadowBench.Page(shadow, (1, 1)).Offset;
            ShadowBench.Journal(shadow, (5, 5));
            shadow.StableUpTo.ShouldBe(gap);
        }

        using (var shadow = _bench.Open())
        {
            shadow.Map.MappedSectors.ShouldBe(5);
            shadow.StableUpTo.ShouldBe(gap + 1024);
            ShadowBench.Journal(shadow, (7, 10));
        }

        _bench.Flip(gap + 100);
        _bench.Refusal().ShouldContain("damaged journal");
    }

    [SkippableFact]
    public void Create_InMemoryForABaseOnADisk_IsRefused()
    {
        const string memory = "/dev/shm";
        Skip.IfNot(Directory.Exists(memory) && FileSystemMagic.IsMemory(FileSystemSpace.Of(memory).Magic), "no file system in memory here");
        var folder = Directory.CreateDirectory(Path.Combine(memory, Path.GetFileName(_bench.Folder)));
        try
        {
            string path = Path.Combine(folder.FullName, "x.shadow");
            Should.Throw<FreezeException>(() => ShadowFile.Create(path, ShadowBench.Header() with { Backing = "/dev/sdz" }))
                .Message.ShouldContain("in memory");
            folder.GetFileSystemInfos().ShouldBeEmpty();

            string image = Path.Combine(folder.FullName, "base.img");
            File.WriteAllText(image, "in memory too");
            using var shadow = ShadowFile.Create(path, ShadowBench.Header() with { Backing = image });
            shadow.Header.FreezeSequence.ShouldBe(7);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
