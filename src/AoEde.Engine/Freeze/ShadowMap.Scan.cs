using System.Numerics;

namespace AoEde.Engine.Freeze;

/// <summary>Looking at the map.</summary>
internal sealed partial class ShadowMap
{
    private const int SectorBytes = 512;

    /// <summary>Whether all of the sectors are in the shadow.</summary>
    /// <param name="lba">The first.</param>
    /// <param name="sectors">How many.</param>
    public bool IsMapped(ulong lba, int sectors)
    {
        var (from, end) = Checked(lba, sectors);
        return NextUnmapped(from, end) == end;
    }

    /// <summary>Whether none of the sectors is in the shadow.</summary>
    /// <param name="lba">The first.</param>
    /// <param name="sectors">How many.</param>
    public bool IsUnmapped(ulong lba, int sectors)
    {
        var (from, end) = Checked(lba, sectors);
        return NextMapped(from, end) == end;
    }

    /// <summary>How many sectors from <paramref name="lba"/> on are alike.</summary>
    /// <param name="lba">The first.</param>
    /// <param name="maxSectors">How many to look at, more than 0.</param>
    /// <param name="mapped">Whether they are in the shadow.</param>
    /// <returns>1 to <paramref name="maxSectors"/>.</returns>
    public int Run(ulong lba, int maxSectors, out bool mapped)
    {
        var (from, end) = Checked(lba, maxSectors);
        long alike;
        do
        {
            long mappedFrom = NextMapped(from, end);
            mapped = mappedFrom == from;
            alike = (mapped ? NextUnmapped(from, end) : mappedFrom) - from;
        }
        while (alike == 0); // Merged between the two looks, and never mapped again: the next look finds it in the base.
        return (int)alike;
    }

    /// <summary>How many of the sectors are not in the shadow.</summary>
    /// <param name="lba">The first.</param>
    /// <param name="sectors">How many.</param>
    public int CountUnmapped(ulong lba, int sectors)
    {
        var (from, end) = Checked(lba, sectors);
        int mapped = 0;
        for (; from < end; from = NextWord(from))
        {
            if (IsTouched(from >> PageShift))
                mapped += BitOperations.PopCount(MaskAt(from, end) & Volatile.Read(ref _bits[from >> WordShift]));
        }

        return sectors - mapped;
    }

    /// <summary>Finds the next sectors that are in the shadow.</summary>
    /// <param name="from">Where to begin to look; may be behind the end.</param>
    /// <param name="maxSectors">How many are wanted at most.</param>
    /// <param name="lba">The first of them.</param>
    /// <param name="sectors">How many there are in a row, at most <paramref name="maxSectors"/>.</param>
    /// <returns>False when there are none any more.</returns>
    public bool TryNext(ulong from, int maxSectors, out ulong lba, out int sectors)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSectors);
        long first = from < (ulong)Sectors ? NextMapped((long)from, Sectors) : Sectors;
        lba = (ulong)first;
        sectors = (int)(NextUnmapped(first, first + Math.Min(maxSectors, Sectors - first)) - first);
        return sectors > 0;
    }

    /// <summary>All that is in the shadow: ascending, disjoint, not adjacent. A look at a moment only if nobody writes meanwhile.</summary>
    public IEnumerable<ChangedRange> Ranges()
    {
        for (long from = NextMapped(0, Sectors); from < Sectors;)
        {
            long end = NextUnmapped(from, Sectors);
            if (end > from)
                yield return new ChangedRange(from * SectorBytes, (end - from) * SectorBytes);
            from = NextMapped(end, Sectors);
        }
    }

    private long NextMapped(long from, long end)
    {
        while (from < end)
        {
            long page = from >> PageShift;
            if (IsTouched(page))
            {
                long pageEnd = Math.Min(end, (page + 1) << PageShift);
                from = NextInWords(from, pageEnd, flip: 0);
                if (from < pageEnd)
                    return from;
            }
            else
            {
                from = NextTouched(page + 1) << PageShift;
            }
        }

        return end;
    }

    private long NextUnmapped(long from, long end) => NextInWords(from, end, flip: ulong.MaxValue);

    private long NextInWords(long from, long end, ulong flip)
    {
        for (; from < end; from = NextWord(from))
        {
            ulong word = Volatile.Read(ref _bits[from >> WordShift]) ^ flip;
            ulong rest = word & (ulong.MaxValue << (int)(from & WordMask));
            if (rest != 0)
                return Math.Min(end, (from & ~(long)WordMask) + BitOperations.TrailingZeroCount(rest));
        }

        return end;
    }

    private long NextTouched(long page)
    {
        for (; page < _pages; page = NextWord(page))
        {
            ulong rest = Volatile.Read(ref _summary[page >> WordShift]) & (ulong.MaxValue << (int)(page & WordMask));
            if (rest != 0)
                return (page & ~(long)WordMask) + BitOperations.TrailingZeroCount(rest);
        }

        return _pages;
    }
}
