namespace AoEde.Engine.Tests.PowerCut;

/// <summary>Makes histories: requests by chance, between steps of a freeze.</summary>
internal static class History
{
    /// <summary>A whole life: writes before, while frozen, while merging, and after.</summary>
    public static IEnumerable<Step> OfAFreeze(PowerSetup setup, Random random) =>
        [.. Requests(setup, random, 3), .. FromFreezeOn(setup, random)];

    /// <summary>What goes on after a power cut, until the target is thawed and has all that was written in its base.</summary>
    public static IEnumerable<Step> After(Outcome outcome, PowerSetup setup, Random random) => outcome switch
    {
        Outcome.Frozen => FromThawOn(setup, random),
        Outcome.Merging => [.. Requests(setup, random, 3), new(StepKind.End), .. Requests(setup, random, 2)],
        _ => [.. Requests(setup, random, 2), .. FromFreezeOn(setup, random)],
    };

    /// <summary>Reads, writes and, with write-behind, flushes of a few sectors each.</summary>
    public static IEnumerable<Step> Requests(PowerSetup setup, Random random, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int sectors = random.Next(1, PowerLane.MostSectors);
            ulong lba = (ulong)random.Next(setup.Sectors - sectors + 1);
            int chance = random.Next(10);
            if (chance == 0)
                yield return new(StepKind.Read, lba, sectors);
            else if (chance < (setup.WriteBehind ? 4 : 2))
                yield return new(StepKind.Flush);
            else
                yield return new(StepKind.Write, lba, sectors);
        }
    }

    private static IEnumerable<Step> FromFreezeOn(PowerSetup setup, Random random) =>
        [new(StepKind.Freeze), .. Requests(setup, random, 5), new(StepKind.Renew), .. FromThawOn(setup, random)];

    private static IEnumerable<Step> FromThawOn(PowerSetup setup, Random random) =>
    [
        .. Requests(setup, random, 3), new(StepKind.Thaw), .. Requests(setup, random, 4), new(StepKind.End), .. Requests(setup, random, 2),
    ];
}
