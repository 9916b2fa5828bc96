namespace AoEde.Engine.Tests.PowerCut;

/// <summary>Goes through the states of a <see cref="CutPoint"/>.</summary>
internal static class StateWalk
{
    /// <summary>
    /// Visits all combinations, the last choice changing fastest; or where they are too many, as many as are allowed: nothing later,
    /// everything latest, each choice alone against both, and a sample.
    /// </summary>
    /// <param name="counts">Ways to choose, at each choice.</param>
    /// <param name="most">How many to visit at most.</param>
    /// <param name="random">Draws the sample.</param>
    /// <param name="visit">Receives the choices, which it must not keep.</param>
    /// <returns>How many different ones were visited.</returns>
    public static long Visit(int[] counts, int most, Random random, Action<int[]> visit) =>
        counts.Aggregate(1.0, (product, count) => product * count) <= most ? VisitAll(counts, visit) : VisitSome(counts, most, random, visit);

    private static long VisitAll(int[] counts, Action<int[]> visit)
    {
        int[] picks = new int[counts.Length];
        long visited = 0;
        int at;
        do
        {
            visit(picks);
            visited++;
            for (at = counts.Length - 1; at >= 0 && ++picks[at] == counts[at]; at--)
                picks[at] = 0;
        }
        while (at >= 0);
        return visited;
    }

    private static long VisitSome(int[] counts, int most, Random random, Action<int[]> visit)
    {
        var seen = new HashSet<ulong>();
        int[] latest = [.. counts.Select(c => c - 1)];
        VisitNew(new int[counts.Length]);
        VisitNew(latest);
        for (int i = 0; i < counts.Length && seen.Count < most / 2; i++)
        {
            int[] alone = new int[counts.Length];
            alone[i] = latest[i];
            VisitNew(alone);
            int[] missing = [.. latest];
            missing[i] = 0;
            VisitNew(missing);
        }

        for (int left = most - seen.Count; left > 0; left--)
            VisitNew([.. counts.Select(c => random.Next(c))]);
        return seen.Count;

        void VisitNew(int[] picks)
        {
            ulong key = 0;
            foreach (int pick in picks)
                key = ulong.RotateLeft((key ^ (uint)pick) * 0x9E37_79B9_7F4A_7C15, 23);
            if (seen.Add(key))
                visit(picks);
        }
    }
}
