namespace AoEde.Engine.Freeze;

/// <summary>
/// How much a merge copies at a time and how long it rests after that. At full speed it would take half of a CPU, or of a disk, that
/// initiators need as well.
/// <list type="table">
/// <item><term>Alone</term><description>Nobody has asked for anything for <see cref="Quiet"/>: whole batches, no rest.</description></item>
/// <item><term>Gentle</term><description>Otherwise: small pieces, and a rest of <see cref="RestShare"/> times the work, so that a pump
/// waits for a CPU, and a write for a range, no longer than a piece takes.</description></item>
/// <item><term>Floor</term><description>No rest makes a merge slower than <see cref="FloorBytes"/> a second; where a piece costs more
/// than that by itself, as each costs three syncs, pieces grow. So a merge ends, whatever the load.</description></item>
/// <item><term>Rate</term><description>The limit that the target sets holds in any case; the longer rest counts.</description></item>
/// </list>
/// </summary>
internal sealed class MergePace(TimeProvider time, long rate)
{
    /// <summary>Sectors of the smallest piece, 512 KiB: some 0.2 ms of copying in memory.</summary>
    public const int SmallestPiece = 1024;

    /// <summary>Sectors of a batch while nobody asks for anything: 4 MiB.</summary>
    public const int LargestPiece = 8192;

    /// <summary>Rest for each unit of work: the merge has a sixteenth of the time.</summary>
    public const int RestShare = 15;

    /// <summary>Bytes a second that are merged however many requests there are, if the disk can.</summary>
    public const long FloorBytes = 32 << 20;

    /// <summary>How long nobody must have asked for anything before the merge goes at full speed.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private int _piece = SmallestPiece;
    private long _lastAsked;
    private bool _isGentle;
    private long _began = time.GetTimestamp();
    private long _workBegan;
    private TimeSpan _worked;
    private int _bytes;

    /// <summary>Looks whether initiators are at work.</summary>
    /// <param name="asked">Whether any request was received since the last time.</param>
    /// <returns>Sectors that the next batch may have.</returns>
    public int Next(bool asked)
    {
        if (asked)
            _lastAsked = time.GetTimestamp();
        _isGentle = asked || (_isGentle && time.GetElapsedTime(_lastAsked) < Quiet);
        return _isGentle ? _piece : LargestPiece;
    }

    /// <summary>The ranges of a batch are held: work begins.</summary>
    public void BeginWork() => _workBegan = time.GetTimestamp();

    /// <summary>A batch is merged.</summary>
    /// <param name="bytes">Its length.</param>
    public void EndWork(int bytes)
    {
        var took = time.GetElapsedTime(_workBegan);
        _worked += took;
        _bytes += bytes;
        if (!_isGentle || bytes < _piece * ShadowLayout.SectorBytes)
            return;

        // Far enough apart not to swing: twice the length halves what the syncs cost, and no more.
        double least = (double)bytes / FloorBytes;
        if (took.TotalSeconds > least / 2)
            _piece = Math.Min(_piece * 2, LargestPiece);
        else if (took.TotalSeconds < least / 8)
            _piece = Math.Max(_piece / 2, SmallestPiece);
    }

    /// <summary>How long to rest for what was merged since the last rest; afterwards <see cref="Rested"/> is to be called.</summary>
    public TimeSpan Rest()
    {
        var rest = TimeSpan.Zero;
        if (_isGentle)
        {
            var most = TimeSpan.FromSeconds((double)_bytes / FloorBytes) - _worked;

            // Timers know whole milliseconds, and would cut off what is a good part of a rest here.
            rest = Shorter(TimeSpan.FromMilliseconds(Math.Ceiling((_worked * RestShare).TotalMilliseconds)), most);
        }

        if (rate > 0)
            rest = Longer(rest, TimeSpan.FromSeconds((double)_bytes / rate) - time.GetElapsedTime(_began));
        return Longer(rest, TimeSpan.Zero);
    }

    /// <summary>What is merged from now on counts anew.</summary>
    public void Rested()
    {
        _bytes = 0;
        _worked = TimeSpan.Zero;
        _began = time.GetTimestamp();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
