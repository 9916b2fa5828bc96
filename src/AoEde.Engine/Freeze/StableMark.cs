using AoEde.Engine.Disk;

namespace AoEde.Engine.Freeze;

/// <summary>
/// Up to where a journal is stable without a gap. Pages become stable in any order, on several pumps.
/// <list type="table">
/// <item><term>Value</term><description>Every page below it was written and synced. It only grows.</description></item>
/// <item><term>Beyond</term><description>Stable stretches above it: ascending, disjoint, not adjacent, none beginning at it. As many as there
/// are gaps, that is at most one for each page in flight and each page whose write failed.</description></item>
/// </list>
/// </summary>
internal sealed class StableMark(long start)
{
    private (long Start, long End)[] _beyond = new (long, long)[64];
    private SpinGate _gate;
    private int _count;
    private long _value = start;

    /// <summary>Offset below which everything is stable.</summary>
    public long Value => Volatile.Read(ref _value);

    /// <summary>Takes note that a page is stable.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="bytes">Its length.</param>
    public void Note(long offset, int bytes)
    {
        _gate.Enter();
        try
        {
            long end = offset + bytes;
            if (offset > _value)
                Insert(offset, end);
            else if (end > _value)
                Advance(end);
        }
        finally
        {
            _gate.Leave();
        }
    }

    private void Advance(long value)
    {
        int taken = 0;
        while (taken < _count && _beyond[taken].Start <= value)
            value = Math.Max(value, _beyond[taken++].End);
        _count -= taken;
        Array.Copy(_beyond, taken, _beyond, 0, _count);
        Volatile.Write(ref _value, value);
    }

    private void Insert(long start, long end)
    {
        // Most pages come nearly in order, so the place is near the end.
        int after = _count;
        while (after > 0 && _beyond[after - 1].End >= start)
            after--;
        int swallowed = after;
        while (swallowed < _count && _beyond[swallowed].Start <= end)
        {
            start = Math.Min(start, _beyond[swallowed].Start);
            end = Math.Max(end, _beyond[swallowed++].End);
        }

        if (swallowed == after && _count == _beyond.Length)
            Array.Resize(ref _beyond, _count * 2);
        Array.Copy(_beyond, swallowed, _beyond, after + 1, _count - swallowed);
        _beyond[after] = (start, end);
        _count += 1 - (swallowed - after);
    }
}
