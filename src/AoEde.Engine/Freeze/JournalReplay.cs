namespace AoEde.Engine.Freeze;

/// <summary>
/// Reads a journal into a map. It only reads: what is to be mended is left to <see cref="JournalRepair"/>.
/// <list type="table">
/// <item><term>Page</term><description>Whole, of this shadow: its ranges are mapped.</description></item>
/// <item><term>Gap</term><description>512-byte units between pages that are none. Below the stable mark it is damage: the shadow is lost.
/// Above, it is a write that was torn by a crash, or never made, and was never acknowledged.</description></item>
/// <item><term>Stable mark</term><description>The greatest of the header's and every page's.</description></item>
/// <item><term>End</term><description>Of the last page. What follows is a gap without an end.</description></item>
/// </list>
/// </summary>
internal sealed class JournalReplay
{
    // A GiB of journal is a thousand reads.
    private const int ChunkBytes = 1 << 20;
    private readonly List<(long Start, long End)> _gaps = [];
    private readonly string _path;
    private readonly ShadowHeader _header;
    private readonly ShadowMap _map;
    private readonly long _start;
    private long _stable;

    private JournalReplay(string path, ShadowHeader header, ShadowMap map)
    {
        _path = path;
        _header = header;
        _map = map;
        _start = ShadowLayout.JournalOffset(header.BaseSectors);
        _stable = Math.Max(_start, header.JournalStableUpTo);
        End = _start;
    }

    /// <summary>Offset in the file behind the last whole page.</summary>
    public long End { get; private set; }

    /// <summary>Offset in the file below which everything was stable before this.</summary>
    public long StableUpTo => _stable;

    /// <summary>What lies between whole pages and is none, ascending.</summary>
    public IReadOnlyList<(long Start, long End)> Gaps => _gaps;

    /// <summary>Replays a journal.</summary>
    /// <param name="path">The file's path, for messages.</param>
    /// <param name="io">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="map">An empty map, which receives what was journalled.</param>
    /// <exception cref="ShadowLostException">A part that was stable is missing or damaged.</exception>
    public static JournalReplay Run(string path, IShadowIo io, ShadowHeader header, ShadowMap map)
    {
        var replay = new JournalReplay(path, header, map);
        replay.ReadAll(io);
        replay.RequireStablePart();
        return replay;
    }

    private void ReadAll(IShadowIo io)
    {
        byte[] chunk = new byte[Math.Clamp(io.Length - _start, 0, ChunkBytes - JournalPage.MaximumBytes) + JournalPage.MaximumBytes];
        long position = _start;
        int read;
        do
        {
            read = io.Read(chunk, position);
            int safe = read == chunk.Length ? read - JournalPage.MaximumBytes : read;
            int at = 0;
            while (at <= safe && read - at >= JournalPage.Unit)
                at += TakeUnit(chunk.AsSpan(at, read - at), position + at);
            position += at;
        }
        while (read == chunk.Length);
    }

    /// <returns>Bytes to go on by.</returns>
    private int TakeUnit(ReadOnlySpan<byte> bytes, long offset)
    {
        if (!JournalPage.TryFind(bytes, _header.ShadowId, out var page))
            return JournalPage.Unit;
        RequireSense(page, offset);
        if (offset > End)
            _gaps.Add((End, offset));
        End = offset + page.Length;
        _stable = Math.Max(_stable, JournalPage.StableUpTo(page));
        for (int i = 0; i < JournalPage.Count(page); i++)
        {
            var (lba, sectors) = JournalPage.Record(page, i);
            _map.Set(lba, sectors);
        }

        return page.Length;
    }

    // Its checksum is right, so no crash made it.
    private void RequireSense(ReadOnlySpan<byte> page, long offset)
    {
        if (JournalPage.Sequence(page) != offset)
            throw Lost($"a page that belongs to {JournalPage.Sequence(page)} lies at {offset}");
        long stable = JournalPage.StableUpTo(page);
        if (stable < _start || stable > offset)
            throw Lost($"the page at {offset} says that it is stable up to {stable}");
        for (int i = 0; i < JournalPage.Count(page); i++)
        {
            var (lba, sectors) = JournalPage.Record(page, i);
            if (sectors == 0 || lba + (ulong)sectors > (ulong)_header.BaseSectors)
                throw Lost($"the page at {offset} names {sectors} sectors from {lba} on, of {_header.BaseSectors}");
        }
    }

    private void RequireStablePart()
    {
        foreach (var (start, end) in _gaps)
        {
            if (start < _stable)
                throw Lost($"bytes {start} to {end} are no journal pages, and everything below {_stable} had been stable");
        }

        if (End < _stable)
            throw Lost($"it ends at {End}, and everything below {_stable} had been stable");
    }

    private ShadowLostException Lost(string what) => new(
        _path, $"has a damaged journal: {what}", "Its disk has lost or changed data: bring back a copy, or restore the target from a backup.");
}
