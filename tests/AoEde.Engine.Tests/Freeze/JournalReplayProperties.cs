using AoEde.Engine.Freeze;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>Replay against the simulation: after crashes, and after damage.</summary>
public sealed class JournalReplayProperties
{
    [Fact]
    public void Replay_AfterAnyCrash_HasAllThatWasAcknowledgedAndNothingElse()
    {
        int crashes = 0;
        int mended = 0;
        int failedSyncs = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 80).ToArbitrary(), (seed, steps) =>
        {
            var run = new JournalSimulation(seed);
            for (int i = 0; i < steps; i++)
                run.Step();
            run.Restart(powerCut: true);
            run.Settle();
            run.Restart(powerCut: true);
            crashes += run.Crashes;
            failedSyncs += run.FailedSyncs;
            mended += run.GapsMended;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
        crashes.ShouldBeGreaterThan(300);
        failedSyncs.ShouldBeGreaterThan(50);
        mended.ShouldBeGreaterThan(20, "no crash left a gap: nothing was tested");
    }

    [Fact]
    public void Replay_DamageBelowTheStableMark_IsNeverAccepted() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var (run, pages) = History(seed);
            var luck = new Random(seed);
            foreach (var page in pages)
            {
                var disk = run.Disk.Copy();
                Spoil(disk.Content.AsSpan((int)page.Offset, page.Bytes.Length), luck);
                long known = Math.Max(run.Header.JournalStableUpTo, pages.Where(other => other != page).Max(other => other.StableUpTo));
                if (page.Offset < known)
                    Should.Throw<ShadowLostException>(() => Replay(disk, run.Header)).Message.ShouldContain("damaged journal");
                else
                    Replay(disk, run.Header).SetEquals(pages.Where(other => other != page).SelectMany(other => other.Sectors)).ShouldBeTrue();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Replay_CutBelowTheStableMark_IsLost() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var (run, pages) = History(seed);
            foreach (var page in pages)
            {
                var disk = run.Disk.Copy();
                disk.SetLength(page.End - 512);
                long known = Math.Max(run.Header.JournalStableUpTo, pages.Where(other => other.End < page.End).Max(other => (long?)other.StableUpTo) ?? 0);
                if (page.End <= known)
                    Should.Throw<ShadowLostException>(() => Replay(disk, run.Header));
                else
                    Replay(disk, run.Header).Count.ShouldBeLessThanOrEqualTo(JournalSimulation.Sectors);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Replay_APageInAnotherPlace_IsLost()
    {
        var (run, pages) = History(seed: 4);
        var moved = pages.First(page => page.Bytes.Length == 512);
        var disk = run.Disk.Copy();
        disk.Write(moved.Bytes, disk.Length);

        Should.Throw<ShadowLostException>(() => Replay(disk, run.Header)).Message.ShouldContain($"belongs to {moved.Offset}");
    }

    [Theory]
    [InlineData(JournalSimulation.Sectors, 1, 0)]
    [InlineData(JournalSimulation.Sectors - 1, 2, 0)]
    [InlineData(5, 5, 512)]
    [InlineData(5, 5, -512)]
    public void Replay_APageThatNobodyCanHaveMade_IsLost(int lba, int sectors, int stableBy)
    {
        byte[] page = new byte[512];
        var writer = new JournalPageWriter(page, ShadowBench.Header().ShadowId);
        writer.TryAdd((ulong)lba, sectors);
        writer.Finish(JournalSimulation.Start, JournalSimulation.Start + stableBy);
        var disk = new JournalSimulation(0).Disk;
        disk.Write(page, JournalSimulation.Start);

        Should.Throw<ShadowLostException>(() => Replay(disk, ShadowBench.Header(JournalSimulation.Sectors)));
    }

    [Fact]
    public void Replay_MoreThanOneRead_FindsAll()
    {
        const int sectors = 1 << 20;
        long start = ShadowLayout.JournalOffset(sectors);
        using var map = new ShadowMap(sectors);
        using var folder = new ShadowBench();
        using var shadow = folder.Create(ShadowBench.Header(sectors) with { Backing = folder.Folder });
        shadow.ReserveJournal(512); // A gap first, so that no page lies on a multiple of its own size.
        ulong lba = 0;
        for (int page = 0; page < 800; page++)
            shadow.File.Write(FullPage(shadow, ref lba, out long offset), offset);

        var replay = JournalReplay.Run("x", new ShadowIo(shadow.File), shadow.Header, map);
        map.MappedSectors.ShouldBe(800 * 504);
        replay.Gaps.ShouldBe([(start, start + 512)]);
        replay.End.ShouldBe(start + 512 + (800 * 4096));
    }

    private static byte[] FullPage(ShadowFile shadow, ref ulong lba, out long offset)
    {
        byte[] page = new byte[4096];
        var writer = new JournalPageWriter(page, shadow.Header.ShadowId);
        while (writer.TryAdd(lba, 1))
            lba += 2;
        offset = shadow.ReserveJournal(writer.Bytes);
        writer.Finish(offset, shadow.StableUpTo);
        return page;
    }

    private static (JournalSimulation Run, List<SimulatedPage> Pages) History(int seed)
    {
        var run = new JournalSimulation(seed);
        while (run.Stable.Count < 4 || run.Crashes + run.FailedSyncs > 0)
        {
            if (run.Crashes + run.FailedSyncs > 0)
                run = new JournalSimulation(++seed);
            run.Step();
        }

        run.Settle();
        return (run, [.. run.Stable.OrderBy(page => page.Offset)]);
    }

    private static void Spoil(Span<byte> page, Random luck)
    {
        switch (luck.Next(3))
        {
            case 0:
                page[luck.Next(page.Length)] ^= (byte)luck.Next(1, 256);
                break;
            case 1:
                page.Slice(luck.Next(page.Length / 512) * 512, 512).Fill(0xA5);
                break;
            default:
                page.Clear();
                break;
        }
    }

    private static HashSet<ulong> Replay(CrashDisk disk, ShadowHeader header)
    {
        using var map = new ShadowMap(JournalSimulation.Sectors);
        JournalReplay.Run("x", disk, header, map);
        return JournalSimulation.MappedOf(map);
    }
}
