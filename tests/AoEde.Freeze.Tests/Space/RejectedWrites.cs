namespace AoEde.Freeze.Tests.Space;

/// <summary>Fills a target from its first sector on until writes are rejected, and knows what each place may hold.</summary>
internal sealed class RejectedWrites(WireDisk wire, long sectors)
{
    private const int Width = 16;
    private const int AtOnce = 16;
    private readonly List<byte[]> _taken = [];
    private int _generation;

    /// <summary>Writes of 8 KiB that were acknowledged, from the first sector on without a gap.</summary>
    public int Taken => _taken.Count;

    public void WriteUntilRejected()
    {
        while ((_taken.Count + AtOnce) * Width <= sectors)
        {
            (long Lba, byte[] Data)[] writes = [.. Enumerable.Range(_taken.Count, AtOnce).Select(i => ((long)i * Width, Content(i)))];
            bool[] taken = [.. wire.TryWrite(writes).Select(WireDisk.IsGood)];

            // Only the first of a burst count: what is behind a rejected one may be there or not.
            _taken.AddRange(writes.Zip(taken).TakeWhile(w => w.Second).Select(w => w.First.Data));
            if (taken.Contains(false))
                return;
        }

        throw new InvalidOperationException($"{_taken.Count} writes, and none was rejected");
    }

    /// <summary>Writes to where the shadow has everything already; all of it must go.</summary>
    public void WriteTakenAgain()
    {
        _generation++;
        for (int i = 0; i < _taken.Count; i += 5)
        {
            _taken[i] = Content(i);
            wire.Write((long)i * Width, _taken[i]);
        }
    }

    /// <summary>Reads all that was taken, and what lies behind, where a rejected write left what was there.</summary>
    public void ReadBack()
    {
        byte[][] read = wire.Read([.. Enumerable.Range(0, _taken.Count).Select(i => ((long)i * Width, Width))]);
        for (int i = 0; i < _taken.Count; i++)
            read[i].AsSpan().SequenceEqual(_taken[i]).ShouldBeTrue($"write {i} of {_taken.Count}");
        wire.Read(sectors - Width, Width).ShouldAllBe(b => b == 0);
    }

    public void Compare(byte[] image)
    {
        for (int i = 0; i < _taken.Count; i++)
            image.AsSpan(i * Width * 512, Width * 512).SequenceEqual(_taken[i]).ShouldBeTrue($"write {i} of {_taken.Count}");
    }

    private byte[] Content(int place)
    {
        byte[] data = new byte[Width * 512];
        new Random((place * 1000) + _generation).NextBytes(data);
        return data;
    }
}
