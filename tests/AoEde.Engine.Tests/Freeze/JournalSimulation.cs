using AoEde.Engine.Freeze;
using AoEde.Native;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>
/// Several pumps that journal, in all the disorder that disks allow, with what must be found after each crash. Pages get their places
/// at once, and are written, made stable and acknowledged in any order, or never.
/// </summary>
internal sealed class JournalSimulation
{
    public const int Sectors = 2048;
    public static readonly long Start = ShadowLayout.JournalOffset(Sectors);
    private readonly Random _luck;
    private readonly List<SimulatedPage> _placed = [];
    private readonly List<SimulatedPage> _written = [];
    private readonly HashSet<ulong> _acknowledged = [];
    private readonly HashSet<ulong> _attempted = [];
    private StableMark _mark = new(Start);
    private long _end = Start;

    public JournalSimulation(int seed)
    {
        _luck = new Random(seed);
        Disk = new CrashDisk(seed);
        Disk.SetLength(Start);
        Disk.Sync();
    }

    public CrashDisk Disk { get; private set; }

    public ShadowHeader Header { get; private set; } = ShadowBench.Header(Sectors);

    /// <summary>Pages that are stable, in no order.</summary>
    public List<SimulatedPage> Stable { get; } = [];

    public int Crashes { get; private set; }

    public int FailedSyncs { get; private set; }

    public int GapsMended { get; private set; }

    public void Step()
    {
        switch (_luck.Next(13))
        {
            case < 4:
                Place();
                break;
            case < 8:
                WriteOne();
                break;
            case < 10:
                Sync();
                break;
            case 10 when _luck.Next(3) == 0:
                Header = Header with { JournalStableUpTo = _mark.Value };
                break;
            case 11 when _luck.Next(4) == 0:
                FailSync();
                break;
            case 12 when _luck.Next(3) == 0:
                Restart(powerCut: _luck.Next(2) == 0);
                break;
        }
    }

    /// <summary>Writes and syncs what is under way.</summary>
    public void Settle()
    {
        while (_placed.Count > 0)
            WriteOne();
        Sync();
    }

    public void Restart(bool powerCut)
    {
        Crashes++;
        var left = powerCut ? Disk.Crash(_luck) : Disk.Copy();
        using var map = new ShadowMap(Sectors);
        var replay = JournalReplay.Run("x", left, Header, map);
        var found = MappedOf(map);
        found.IsSupersetOf(_acknowledged).ShouldBeTrue("what was acknowledged is mapped");
        found.IsSubsetOf(_attempted).ShouldBeTrue("nothing is mapped that nobody wrote");
        GapsMended += replay.Gaps.Count;
        JournalRepair.Run(left, replay, Header.ShadowId);
        left.IsSynced.ShouldBeTrue();
        RequireWhole(left, found, replay.End);
        Disk = left;
        _placed.Clear();
        _written.Clear();
        Stable.Clear();
        _acknowledged.UnionWith(found);
        _attempted.IntersectWith(found);
        _mark = new StableMark(replay.End);
        _end = replay.End;
        Header = Header with { JournalStableUpTo = replay.End };
    }

    public static HashSet<ulong> MappedOf(ShadowMap map) =>
        [.. Enumerable.Range(0, Sectors).Select(lba => (ulong)lba).Where(lba => map.IsMapped(lba, 1))];

    private void RequireWhole(CrashDisk disk, HashSet<ulong> mapped, long end)
    {
        using var map = new ShadowMap(Sectors);
        var replay = JournalReplay.Run("x", disk, Header, map);
        replay.Gaps.ShouldBeEmpty("a mended journal has no gaps");
        replay.End.ShouldBe(end);
        disk.Length.ShouldBe(end);
        MappedOf(map).SetEquals(mapped).ShouldBeTrue("mending changes nothing that is mapped");
    }

    private void Place()
    {
        byte[] buffer = new byte[JournalPage.MaximumBytes];
        var writer = new JournalPageWriter(buffer, Header.ShadowId);
        var sectors = new List<ulong>();
        int ranges = _luck.Next(4) == 0 ? _luck.Next(57, 300) : _luck.Next(1, 4);
        for (int i = 0; i < ranges; i++)
        {
            int count = _luck.Next(1, 4);
            ulong lba = (ulong)_luck.Next(Sectors - count);
            writer.TryAdd(lba, count).ShouldBeTrue();
            for (int sector = 0; sector < count; sector++)
                sectors.Add(lba + (ulong)sector);
        }

        int bytes = writer.Bytes;
        long stable = _mark.Value;
        writer.Finish(_end, stable).ShouldBe(bytes);
        _placed.Add(new SimulatedPage(_end, buffer[..bytes], sectors, stable));
        _end += bytes;
    }

    private void WriteOne()
    {
        if (_placed.Count == 0)
            return;
        var page = _placed[_luck.Next(_placed.Count)];
        _placed.Remove(page);
        Disk.Write(page.Bytes, page.Offset);
        _attempted.UnionWith(page.Sectors);
        _written.Add(page);
    }

    // Nobody is told that these are stable; their places stay in doubt for ever.
    private void FailSync()
    {
        Disk.FailAfter = 0;
        Should.Throw<NativeException>(Disk.Sync);
        Disk.FailAfter = null;
        _written.Clear();
        FailedSyncs++;
    }

    private void Sync()
    {
        Disk.Sync();
        foreach (var page in _written.OrderBy(_ => _luck.Next()).ToList())
        {
            _mark.Note(page.Offset, page.Bytes.Length);
            _acknowledged.UnionWith(page.Sectors);
            Stable.Add(page);
        }

        _written.Clear();
    }
}

/// <summary>A page that was made, with what it says.</summary>
internal sealed record SimulatedPage(long Offset, byte[] Bytes, IReadOnlyList<ulong> Sectors, long StableUpTo)
{
    public long End => Offset + Bytes.Length;
}
