using System.Numerics;
using AoEde.Native;

namespace AoEde.Engine.Freeze;

/// <summary>
/// Which sectors of a target are in its shadow. Several pumps read and change it without a lock: requests that overlap run one after
/// another (<see cref="Disk.OverlapIndex"/>), so that only neighbours meet in a word.
/// <list type="table">
/// <item><term>Bits</term><description>One for each sector: set = its newest content is in the shadow, clear = in the base.</description></item>
/// <item><term>Summary</term><description>One for each page of 32,768 bits. Clear means that all bits of the page are clear, and the page
/// is not even looked at. It is set before a bit of the page is, and never cleared again: clearing would race with a neighbour's set.</description></item>
/// <item><term>MappedSectors</term><description>Number of set bits. Counted by whoever changed a bit, so exact whenever nobody is inside.</description></item>
/// <item><term>Memory</term><description>4 KiB for each touched 16 MiB of the target; 16 TiB untouched cost none.</description></item>
/// </list>
/// </summary>
internal sealed partial class ShadowMap : IDisposable
{
    private const int WordShift = 6;
    private const int WordMask = 63;

    // 4 KiB of bits: the unit in which memory is spent, so a scan that skips a page leaves it unspent.
    private const int PageShift = 15;
    private readonly SparseMemory _bits;
    private readonly SparseMemory _summary;
    private readonly long _pages;
    private long _mapped;

    /// <summary>Makes an empty map.</summary>
    /// <param name="sectors">Sectors of the target, more than 0.</param>
    /// <exception cref="NativeException">The host has no address space left for it.</exception>
    public ShadowMap(long sectors)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sectors);
        Sectors = sectors;
        _pages = ((sectors - 1) >> PageShift) + 1;
        _bits = new SparseMemory(((sectors - 1) >> WordShift) + 1);
        try
        {
            _summary = new SparseMemory(((_pages - 1) >> WordShift) + 1);
        }
        catch
        {
            _bits.Dispose();
            throw;
        }
    }

    /// <summary>Sectors of the target.</summary>
    public long Sectors { get; }

    /// <summary>Sectors that are in the shadow; exact at rest.</summary>
    public long MappedSectors => Volatile.Read(ref _mapped);

    /// <summary>Records that sectors are in the shadow.</summary>
    /// <param name="lba">The first.</param>
    /// <param name="sectors">How many.</param>
    public void Set(ulong lba, int sectors)
    {
        var (from, end) = Checked(lba, sectors);
        long fresh = 0;
        while (from < end)
        {
            Touch(from >> PageShift);
            ulong mask = MaskAt(from, end);
            fresh += BitOperations.PopCount(mask & ~Interlocked.Or(ref _bits[from >> WordShift], mask));
            from = NextWord(from);
        }

        if (fresh != 0)
            Interlocked.Add(ref _mapped, fresh);
    }

    /// <summary>Records that sectors are in the base.</summary>
    /// <param name="lba">The first.</param>
    /// <param name="sectors">How many.</param>
    public void Clear(ulong lba, int sectors)
    {
        var (from, end) = Checked(lba, sectors);
        long gone = 0;
        while (from < end)
        {
            ulong mask = MaskAt(from, end);
            if (IsTouched(from >> PageShift))
                gone += BitOperations.PopCount(mask & Interlocked.And(ref _bits[from >> WordShift], ~mask));
            from = NextWord(from);
        }

        if (gone != 0)
            Interlocked.Add(ref _mapped, -gone);
    }

    /// <summary>Gives the memory back. No pump may look at the map any more.</summary>
    public void Dispose()
    {
        _bits.Dispose();
        _summary.Dispose();
    }

    private (long From, long End) Checked(ulong lba, int sectors)
    {
        if (sectors < 0 || lba > (ulong)Sectors || (ulong)sectors > (ulong)Sectors - lba)
            throw new ArgumentOutOfRangeException(nameof(lba), lba, $"{sectors} sectors from there are not all within {Sectors}");
        return ((long)lba, (long)lba + sectors);
    }

    private bool IsTouched(long page) => (Volatile.Read(ref _summary[page >> WordShift]) >> (int)(page & WordMask) & 1) != 0;

    private void Touch(long page)
    {
        if (!IsTouched(page))
            Interlocked.Or(ref _summary[page >> WordShift], 1UL << (int)(page & WordMask));
    }

    /// <summary>The bits of [from, end) that lie in from's word.</summary>
    private static ulong MaskAt(long from, long end)
    {
        ulong mask = ulong.MaxValue << (int)(from & WordMask);
        return NextWord(from) <= end ? mask : mask & ~(ulong.MaxValue << (int)(end & WordMask));
    }

    private static long NextWord(long from) => (from | WordMask) + 1;
}
