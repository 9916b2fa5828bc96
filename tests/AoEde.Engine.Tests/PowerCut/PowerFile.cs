namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// A file on a disk with a volatile cache.
/// <list type="table">
/// <item><term>Stable</term><description>What a sector holds on the medium at least.</description></item>
/// <item><term>Later</term><description>Writes to it that no sync has covered yet, completed or not: at a power cut each of them, or none, may be
/// what the medium has, whatever happened to the sectors beside it.</description></item>
/// <item><term>Live</term><description>What a read returns: the write that completed last.</description></item>
/// <item><term>Covered</term><description>By a sync that was submitted after the write had completed, and has completed itself. On a durable file each
/// completed write is.</description></item>
/// </list>
/// </summary>
/// <param name="isDurable">Whether it is opened O_DSYNC.</param>
internal sealed class PowerFile(bool isDurable = false)
{
    private readonly Dictionary<long, Cell> _cells = [];
    private readonly SortedSet<long> _open = [];
    private long _count;

    public long Length { get; private set; }

    public long StableLength { get; private set; }

    /// <summary>Grows with every change.</summary>
    public long Changes { get; private set; }

    /// <summary>Sectors that have later content than what is stable, ascending.</summary>
    public IReadOnlyCollection<long> Open => _open;

    /// <summary>All that was ever written.</summary>
    public IEnumerable<long> Written => _cells.Keys;

    public Sector Stable(long index) => _cells.TryGetValue(index, out var cell) ? cell.Stable : Sector.Zero;

    public Sector Live(long index) => _cells.TryGetValue(index, out var cell) ? cell.Live : Sector.Zero;

    /// <summary>Puts stable content in place, as on a disk that was found so.</summary>
    public void Place(long index, Sector content)
    {
        _cells[index] = new Cell { Stable = content, Live = content };
        Length = StableLength = Math.Max(Length, (index + 1) * Sector.Bytes);
    }

    public void PlaceLength(long bytes) => Length = StableLength = bytes;

    /// <summary>What a sector may hold after a power cut now: the stable content first, then the later ones that differ.</summary>
    public Sector[] Options(long index)
    {
        var cell = _cells[index];
        var options = new List<Sector>(cell.Later.Count + 1) { cell.Stable };
        foreach (var write in cell.Later)
        {
            if (options.TrueForAll(o => o.Hash != write.At(index).Hash))
                options.Add(write.At(index));
        }

        return [.. options];
    }

    public PendingWrite Begin(long offset, ReadOnlySpan<byte> bytes)
    {
        (offset % Sector.Bytes + bytes.Length % Sector.Bytes).ShouldBe(0, "files are written in whole sectors");
        var sectors = new Sector[bytes.Length / Sector.Bytes];
        for (int i = 0; i < sectors.Length; i++)
            sectors[i] = Sector.Of(bytes[(i * Sector.Bytes)..][..Sector.Bytes]);
        return Begin(new PendingWrite(offset / Sector.Bytes, sectors));
    }

    public void End(PendingWrite write)
    {
        Changes++;
        write.CompletedAt = ++_count;
        long end = write.First + write.Sectors.Length;
        for (long index = write.First; index < end; index++)
        {
            var cell = _cells[index];
            cell.Live = write.At(index);
            if (isDurable)
                Settle(index, cell, _count);
        }

        Length = Math.Max(Length, end * Sector.Bytes);
        if (isDurable)
            StableLength = Length;
    }

    public PendingSync BeginSync() => new(_count, Length, [.. _open.Where(i => _cells[i].Later.Exists(w => w.CompletedAt <= _count))]);

    public void End(PendingSync sync)
    {
        Changes++;
        foreach (long index in sync.Covers)
            Settle(index, _cells[index], sync.SubmittedAt);
        StableLength = sync.Length;
    }

    /// <summary>Changes the length; what is cut off reads as zeros, on the medium perhaps only after a sync.</summary>
    public void SetLength(long bytes)
    {
        long end = (bytes + Sector.Bytes - 1) / Sector.Bytes;
        foreach (long index in _cells.Keys.Where(i => i >= end).ToArray())
            End(Begin(new PendingWrite(index, [Sector.Zero])));
        Changes++;
        Length = bytes;
    }

    public int Read(Span<byte> buffer, long offset)
    {
        int count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        buffer = buffer[..count];
        buffer.Clear();
        for (int done = 0; done < count; done += Sector.Bytes)
            Live((offset + done) / Sector.Bytes).Data[..Math.Min(Sector.Bytes, count - done)].CopyTo(buffer[done..]);
        return count;
    }

    private PendingWrite Begin(PendingWrite write)
    {
        Changes++;
        for (int i = 0; i < write.Sectors.Length; i++)
        {
            if (!_cells.TryGetValue(write.First + i, out var cell))
                _cells.Add(write.First + i, cell = new Cell());
            cell.Later.Add(write);
            _open.Add(write.First + i);
        }

        return write;
    }

    private void Settle(long index, Cell cell, long submittedAt)
    {
        // The sync may have been overtaken by another that covered more.
        var covered = cell.Later.Where(w => w.CompletedAt <= submittedAt).MaxBy(w => w.CompletedAt);
        if (covered is null)
            return;
        cell.Stable = covered.At(index);
        cell.Later.RemoveAll(w => w.CompletedAt <= submittedAt);
        if (cell.Later.Count == 0)
            _open.Remove(index);
    }

    private sealed class Cell
    {
        public Sector Stable = Sector.Zero;
        public Sector Live = Sector.Zero;
        public readonly List<PendingWrite> Later = [];
    }
}
