namespace AoEde.Engine.Tests.PowerCut;

/// <summary>Checks every state a power cut may leave, moment by moment, against what was promised.</summary>
/// <param name="disk">The disk.</param>
/// <param name="promises">What was promised.</param>
/// <param name="recovery">Opens shadows.</param>
/// <param name="sectors">Sectors of the target.</param>
/// <param name="most">States to check at one moment at most.</param>
/// <param name="random">Draws samples.</param>
/// <param name="tally">What is counted.</param>
internal sealed class CrashCheck(
    PowerDisk disk, Promises promises, Recovery recovery, int sectors, int most, Random random, Tally tally)
{
    private PowerFile? _seenShadow;
    private (long Base, long Shadow, long Promises, Existence Existence) _seen = (-1, -1, -1, Existence.No);
    private long _states;

    /// <summary>A state drawn from all that were checked, to go on from; none while there were none.</summary>
    public CrashImage? Drawn { get; private set; }

    /// <summary>Checks the moment.</summary>
    /// <exception cref="PowerCutException">A state is wrong.</exception>
    public void Look()
    {
        var now = (disk.Base.Changes, disk.Shadow.Changes, promises.Changes, disk.ShadowExists);
        if (now == _seen && _seenShadow == disk.Shadow)
            return;
        (_seen, _seenShadow) = (now, disk.Shadow);
        var point = new CutPoint(disk.Shadow, disk.ShadowExists, disk.Base, sectors);
        long visited = StateWalk.Visit(point.Counts, most, random, picks => Check(point, picks));
        tally.Moments++;
        tally.States += visited;
        tally.Possible += point.Possible;
        if (visited == point.Possible)
            tally.WholeMoments++;
    }

    private void Check(CutPoint point, int[] picks)
    {
        var recovered = recovery.Of(point, picks);
        if (recovered.Problem is { } problem)
            throw new PowerCutException($"{recovered.Outcome}: {problem}");
        if (!promises.Right.HasFlag(recovered.Outcome))
            throw new PowerCutException($"A restart finds {recovered.Outcome}, and {promises.Right} would be right.");
        bool isOverlaid = recovered.Outcome is Outcome.Frozen or Outcome.Merging;
        for (int lba = 0; lba < sectors; lba++)
        {
            var inBase = point.BaseAt(lba, picks);
            if (recovered.Outcome == Outcome.Frozen && inBase.Hash != promises.FrozenBase![lba].Hash)
                throw new PowerCutException($"The frozen base has changed at sector {lba}.");
            bool isMapped = isOverlaid && recovered.Map[lba];
            var found = isMapped ? point.ShadowAt(lba, picks) : inBase;
            if (!promises.Allows(lba, found))
            {
                throw new PowerCutException(
                    $"Sector {lba} has version {found.Version} of {found.Lba} in the {(isMapped ? "shadow" : "base")} ({recovered.Outcome}); "
                    + $"{promises.PromisedAt(lba)} was promised, {promises.SubmittedAt(lba)} submitted.");
            }
        }

        if (random.NextInt64(++_states) == 0)
            Drawn = ImageOf(point, picks, recovered);
    }

    private CrashImage ImageOf(CutPoint point, int[] picks, Recovered recovered)
    {
        PowerFile? shadow = null;
        if (point.HasShadow(picks))
        {
            shadow = point.MetaOf(picks);
            long length = shadow.Length;
            for (int lba = 0; lba < sectors; lba++)
                shadow.Place(World.ShadowIndex(lba), point.ShadowAt(lba, picks));
            shadow.PlaceLength(length);
        }

        bool isOverlaid = recovered.Outcome is Outcome.Frozen or Outcome.Merging;
        var content = Enumerable.Range(0, sectors)
            .Select(lba => isOverlaid && recovered.Map[lba] ? point.ShadowAt(lba, picks) : point.BaseAt(lba, picks));
        return new CrashImage(
            recovered.Outcome, [.. Enumerable.Range(0, sectors).Select(lba => point.BaseAt(lba, picks))], shadow, [.. content.Select(c => c.Version)]);
    }
}
