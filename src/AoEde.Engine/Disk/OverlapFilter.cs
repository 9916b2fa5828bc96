namespace AoEde.Engine.Disk;

/// <summary>
/// Counts requests in flight per region of the disk, hashed into a small table. A count of zero proves that nothing there is
/// in flight, which is the usual case and saves looking through the list.
/// </summary>
internal sealed class OverlapFilter
{
    // A region of 256 sectors is larger than the largest request (255 sectors), so one touches two regions at most; 1,024 counters are
    // 2 KiB, which stay in the cache, and make a false hit rare at the usual 64 requests in flight.
    private const int RegionShift = 8;
    private const int Size = 1024;
    private readonly ushort[] _counts = new ushort[Size];

    public bool MayHold(ulong lba, int sectors) =>
        (_counts[First(lba)] | _counts[Last(lba, sectors)]) != 0;

    public void Add(ulong lba, int sectors)
    {
        int a = First(lba), b = Last(lba, sectors);
        _counts[a]++;
        if (b != a)
            _counts[b]++;
    }

    public void Remove(ulong lba, int sectors)
    {
        int a = First(lba), b = Last(lba, sectors);
        _counts[a]--;
        if (b != a)
            _counts[b]--;
    }

    private static int First(ulong lba) => Hash(lba >> RegionShift);

    private static int Last(ulong lba, int sectors) => Hash((lba + (ulong)Math.Max(sectors, 1) - 1) >> RegionShift);

    // Fibonacci hashing: neighbouring regions land apart, and the two of one request never need to.
    private static int Hash(ulong region) => (int)((region * 0x9E3779B97F4A7C15UL) >> 54);
}
