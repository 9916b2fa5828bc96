namespace AoEde.Testing.Relays;

/// <summary>The latest writes that came by, to know one that is sent again after the sectors were written anew.</summary>
internal sealed class PassedWrites
{
    // Some rounds of everything that an OrderingLoad may have on the way.
    private const int Most = 1024;
    private readonly Queue<(WriteRange Range, byte[] Bytes)> _writes = new();

    /// <summary>Notes a frame, if it is a write request.</summary>
    /// <param name="frame">Any frame.</param>
    /// <returns>Whether the same was written before, and something else since, to a sector of it.</returns>
    public bool Note(ReadOnlySpan<byte> frame)
    {
        if (!WriteRange.TryRead(frame, out var range))
            return false;
        var (isKnown, isOutdated) = (false, false);
        foreach (var (earlier, bytes) in _writes)
        {
            if (earlier == range && range.HasSameData(bytes, frame))
                isKnown = true;
            else if (isKnown && earlier.Overlaps(range))
                isOutdated = true;
        }

        _writes.Enqueue((range, frame.ToArray()));
        if (_writes.Count > Most)
            _writes.Dequeue();
        return isOutdated;
    }
}
