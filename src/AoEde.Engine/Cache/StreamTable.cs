using AoEde.Protocol;

namespace AoEde.Engine.Cache;

/// <summary>
/// Finds sequential reads among the requests of one target on one interface, and says what to read ahead for them. Used by one
/// pump; nothing here allocates.
/// <list type="table">
/// <item><term>Streams</term><description>The first half of the table. A stream makes room only for another proven one: random reads never push one out.</description></item>
/// <item><term>Candidates</term><description>The second half: single reads that may become a stream. When it is full, an initiator that has its
/// share there replaces its own oldest, so that one who reads at random leaves the others their chance.</description></item>
/// <item><term>Ahead</term><description>At most the window beyond the stream's next read, and never beyond the target's end.</description></item>
/// </list>
/// </summary>
/// <param name="maximumSectors">Largest window, in sectors.</param>
internal sealed class StreamTable(int maximumSectors)
{
    /// <summary>Reads in a row that prove a stream: two neighbours may be chance, and reading ahead for nothing costs the others.</summary>
    public const int Proven = 3;

    /// <summary>Streams that are followed at the same time.</summary>
    public const int Streams = 16;

    private const int Candidates = 16;
    private const int Share = 4;

    // An initiator with several paths or a deep queue leaves gaps and comes out of order by some frames. 64 sectors are seven jumbo frames.
    private const ulong Gap = 64;

    // How far behind a read still belongs to the stream: a retransmission. 64 messages of 17 sectors are the default window.
    private const ulong Behind = 1088;
    private const int SmallestWindow = 128;

    private readonly ReadStream[] _table = new ReadStream[Streams + Candidates];
    private int _latest;
    private long _now;

    /// <summary>Notes a read.</summary>
    /// <param name="reader">Whose.</param>
    /// <param name="lba">First sector.</param>
    /// <param name="sectors">How many.</param>
    /// <param name="end">Sectors of the target.</param>
    /// <param name="from">First sector to read ahead.</param>
    /// <returns>Sectors to read ahead from there; 0 as a rule.</returns>
    public int Note(MacAddress reader, ulong lba, int sectors, ulong end, out ulong from)
    {
        _now++;
        from = 0;
        int i = Find(reader, lba);
        if (i < 0)
        {
            Begin(reader, lba + (ulong)sectors);
            return 0;
        }

        ref var stream = ref _table[i];
        stream.UsedAt = _now;
        bool advances = lba >= stream.Next;
        stream.Next = Math.Max(stream.Next, lba + (ulong)sectors);
        if (advances && ++stream.Run == Proven)
            i = Promote(i, sectors);
        _latest = i;
        return advances && i < Streams ? Extend(ref _table[i], end, out from) : 0;
    }

    // A stream's reads come in runs: the one used last is nearly always the one.
    private int Find(MacAddress reader, ulong lba)
    {
        if (Fits(_table[_latest], reader, lba))
            return _latest;
        for (int i = 0; i < _table.Length; i++)
        {
            if (Fits(_table[i], reader, lba))
                return i;
        }

        return -1;
    }

    private static bool Fits(in ReadStream stream, MacAddress reader, ulong lba) =>
        stream.Reader == reader && stream.Run > 0 && lba <= stream.Next + Gap && lba + Behind >= stream.Next;

    private void Begin(MacAddress reader, ulong next)
    {
        // A free place was never used, so it is the oldest.
        int place = Oldest(Streams, _table.Length);
        if (_table[place].Run > 0 && OwnCandidates(reader, out int ownOldest) >= Share)
            place = ownOldest;
        _table[place] = new ReadStream { Reader = reader, Next = next, Run = 1, UsedAt = _now };
        _latest = place;
    }

    private int OwnCandidates(MacAddress reader, out int oldest)
    {
        int own = 0;
        oldest = -1;
        for (int i = Streams; i < _table.Length; i++)
        {
            if (_table[i].Reader != reader)
                continue;
            own++;
            if (oldest < 0 || _table[i].UsedAt < _table[oldest].UsedAt)
                oldest = i;
        }

        return own;
    }

    private int Promote(int candidate, int sectors)
    {
        int place = Oldest(0, Streams);
        _table[place] = _table[candidate];
        _table[place].Window = Math.Min(Math.Max(SmallestWindow, 8 * sectors), maximumSectors);
        _table[place].Ahead = _table[place].Next;
        _table[candidate] = default;
        return place;
    }

    private int Oldest(int first, int end)
    {
        int oldest = first;
        for (int i = first + 1; i < end; i++)
        {
            if (_table[i].UsedAt < _table[oldest].UsedAt)
                oldest = i;
        }

        return oldest;
    }

    // Before the reader gets there, and once per half window: when half of it is read, the other half still lies ahead.
    private int Extend(ref ReadStream stream, ulong end, out ulong from)
    {
        from = Math.Max(stream.Ahead, stream.Next);
        if (from - stream.Next > (ulong)stream.Window / 2)
            return 0;
        ulong to = Math.Min(stream.Next + (ulong)stream.Window, end);
        if (to <= from)
            return 0;
        stream.Ahead = to;
        stream.Window = Math.Min(stream.Window * 2, maximumSectors);
        return (int)(to - from);
    }
}
