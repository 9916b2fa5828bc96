namespace AoEde.Engine.Freeze;

/// <summary>
/// Makes a journal whole that a crash left with gaps, so that its stable mark can pass them: a gap is filled with pages that say
/// nothing, what follows the last page is cut off. Done again after a crash in between, it does the rest.
/// </summary>
internal static class JournalRepair
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Mends what a replay found, and makes everything that it read stable.</summary>
    /// <param name="io">The file.</param>
    /// <param name="replay">Its replay, which found nothing wrong.</param>
    /// <param name="shadowId">Whose pages they are.</param>
    public static void Run(IShadowIo io, JournalReplay replay, Guid shadowId)
    {
        FillGaps(io, replay, shadowId);
        WriteAgain(io, replay.StableUpTo, replay.End);
        if (io.Length > replay.End)
            io.SetLength(replay.End);
        io.Sync();
    }

    private static void FillGaps(IShadowIo io, JournalReplay replay, Guid shadowId)
    {
        Span<byte> filler = stackalloc byte[JournalPage.Unit];
        foreach (var (gap, end) in replay.Gaps)
        {
            for (long offset = gap; offset < end; offset += JournalPage.Unit)
            {
                new JournalPageWriter(filler, shadowId).Finish(offset, replay.StableUpTo);
                io.Write(filler, offset);
            }
        }
    }

    // A process that was killed leaves pages that only the page cache holds, and if a sync of theirs had failed they are clean there:
    // another sync alone would not write them. The same bytes do no harm where they are on the disk already.
    private static void WriteAgain(IShadowIo io, long from, long end)
    {
        byte[] chunk = new byte[Math.Min(ChunkBytes, Math.Max(0, end - from))];
        while (from < end)
        {
            int read = io.Read(chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - from)), from);
            if (read == 0)
                throw new IOException($"The journal ended at {from} while it was being mended.");
            io.Write(chunk.AsSpan(0, read), from);
            from += read;
        }
    }
}
