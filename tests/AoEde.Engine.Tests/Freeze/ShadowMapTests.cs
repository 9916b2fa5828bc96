using System.Globalization;
using AoEde.Engine.Freeze;
using AoEde.Testing.Host;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>Borders, size, threads and cost of the map.</summary>
public sealed class ShadowMapTests
{
    private const long Huge = 1L << 35; // 16 TiB

    [Fact]
    public void Map_OutsideTheTarget_RefusesEverything()
    {
        using var map = new ShadowMap(100);
        Should.Throw<ArgumentOutOfRangeException>(() => map.Set(100, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => map.Set(99, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => map.Clear(0, 101));
        Should.Throw<ArgumentOutOfRangeException>(() => map.IsMapped(ulong.MaxValue, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => map.IsUnmapped(ulong.MaxValue - 3, 8));
        Should.Throw<ArgumentOutOfRangeException>(() => map.Set(5, -1));
        map.MappedSectors.ShouldBe(0);
        map.Set(99, 1);
        map.Set(100, 0);
        map.TryNext(100, 1, out _, out _).ShouldBeFalse();
        map.TryNext(ulong.MaxValue, 1, out _, out _).ShouldBeFalse();
        map.MappedSectors.ShouldBe(1);
    }

    [Fact]
    public void Map_AfterDispose_ThrowsInsteadOfTouchingFreedMemory()
    {
        var map = new ShadowMap(100);
        map.Dispose();
        Should.Throw<ArgumentOutOfRangeException>(() => map.Set(1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => map.IsMapped(1, 1));
    }

    [Fact]
    public void Map_Of16TiB_SpendsMemoryOnlyOnWhatItHolds()
    {
        using var map = new ShadowMap(Huge);
        map.Set(0, 255);
        map.Set(Huge / 2, 255);
        map.Set(Huge - 255, 255);
        map.IsUnmapped(1000, int.MaxValue).ShouldBeTrue();
        map.CountUnmapped(Huge - 512, 512).ShouldBe(257);
        map.Ranges().Count().ShouldBe(3);
        map.MappedSectors.ShouldBe(765);

        ResidentKilobytesOf(4 << 20).ShouldBeInRange(3 * 4, 3 * 4 + 8, "three pages of bits, and at most two that a neighbouring mapping shares");
    }

    [Fact]
    public void Map_ManyPumps_LosesNoBitAndNoCount()
    {
        const int pumps = 4;
        const int sectors = 256; // Few words, so that neighbours meet all the time; what one of them lost stays wrong in the count.
        using var map = new ShadowMap(sectors);
        using var start = new Barrier(pumps);
        var threads = Enumerable.Range(0, pumps).Select(pump => new Thread(() =>
        {
            start.SignalAndWait();
            Interleave(map, pump, pumps);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        // Each pump leaves every third of its own sectors clear.
        map.MappedSectors.ShouldBe(Enumerable.Range(0, sectors).Count(lba => lba / pumps % 3 != 0));
        for (int lba = 0; lba < sectors; lba++)
            map.IsMapped((ulong)lba, 1).ShouldBe(lba / pumps % 3 != 0, $"sector {lba}");
    }

    [Fact]
    public void Run_WhereTheMergerIsAtWork_IsNeverEmpty()
    {
        // A request whose next piece had no bytes would be answered with an I/O error.
        const int sectors = 1 << 20;
        using var map = new ShadowMap(sectors);
        int shortest = int.MaxValue;
        for (int merge = 0; merge < 5; merge++)
        {
            map.Set(0, sectors);
            ulong merging = 0;
            var merger = new Thread(() =>
            {
                for (ulong lba = 0; lba < sectors; lba++)
                {
                    Volatile.Write(ref merging, lba);
                    map.Clear(lba, 1);
                }
            });
            merger.Start();
            while (Volatile.Read(ref merging) is < sectors - 8 and var lba)
                shortest = Math.Min(shortest, map.Run(lba, 8, out _));
            merger.Join();
        }

        shortest.ShouldBeInRange(1, 8);
    }

    [Fact]
    public void Map_OnThePathOfEveryRequest_AllocatesNothing()
    {
        using var map = new ShadowMap(1 << 20);
        Allocations.LeastOf(() => Use(map, 1000)).ShouldBe(0);
    }

    private static void Use(ShadowMap map, int times)
    {
        for (ulong lba = 0; lba < (ulong)times; lba++)
        {
            map.Set(lba * 300, 255);
            map.IsMapped(lba * 300, 255);
            map.IsUnmapped(lba * 300, 255);
            map.CountUnmapped(lba * 300, 300);
            map.Run(lba * 300, 300, out _);
            map.TryNext(lba, 128, out _, out _);
            map.Clear(lba * 300, 20);
        }
    }

    private static void Interleave(ShadowMap map, int pump, int pumps)
    {
        for (int round = 0; round < 4000; round++)
        {
            for (long lba = pump; lba < map.Sectors; lba += pumps)
            {
                map.Set((ulong)lba, 1);
                if (lba / pumps % 3 == 0)
                    map.Clear((ulong)lba, 1);
            }
        }
    }

    private static int ResidentKilobytesOf(int kilobytes)
    {
        string[] lines = File.ReadAllLines("/proc/self/smaps");
        var sizes = lines.Index().Where(line => line.Item.StartsWith("Size:", StringComparison.Ordinal)
            && Number(line.Item) >= kilobytes && Number(line.Item) < kilobytes + 4096);
        return sizes.Select(size => lines.Skip(size.Index).First(line => line.StartsWith("Rss:", StringComparison.Ordinal))).Sum(Number);
    }

    private static int Number(string line) => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
