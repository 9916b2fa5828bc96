namespace AoEde.Engine.Freeze;

/// <summary>
/// Makes a journal whole that a crash left with gaps, so that its stable mark can pass them: a gap is filled with pages that say
/// nothing, what follows the last page is cut off. Done again after a crash in between, it does the rest.
/// </summary>
internal static class JournalRepair
{
    /// <summary>Mends what a replay found, and makes everything that was read stable: a process that was killed leaves pages that
    /// only the page cache holds.</summary>
    /// <param name="io">The file.</param>
    /// <param name="replay">Its replay, which found nothing wrong.</param>
    /// <param name="shadowId">Whose pages they are.</param>
    public static void Run(IShadowIo io, JournalReplay replay, Guid shadowId)
    {
        long start = replay.Gaps.Count > 0 ? replay.Gaps[0].Start : replay.End;
        Span<byte> filler = stackalloc byte[JournalPage.Unit];
        foreach (var (gap, end) in replay.Gaps)
        {
            for (long offset = gap; offset < end; offset += JournalPage.Unit)
            {
                new JournalPageWriter(filler, shadowId).Finish(offset, stableUpTo: start);
                io.Write(filler, offset);
            }
        }

        if (io.Length > replay.End)
            io.SetLength(replay.End);
        io.Sync();
    }
}
