using AoEde.Bench.Matrix;

namespace AoEde.Bench.Reports;

/// <summary>What a reader must know before believing a result: said by the result itself, so that nobody can forget to.</summary>
internal static class Caveats
{
    private const int FewestRounds = 5;

    /// <summary>One sentence each; none of a whole session on a quiet machine.</summary>
    public static IReadOnlyList<string> Of(BenchResult result)
    {
        var lanes = result.Rows.SelectMany(row => row.Lanes).ToList();
        var doubtful = lanes.Count(lane => lane.Summary.IsDisturbed || lane.Summary.IsDrifting);
        var failed = lanes.Count(lane => lane.Summary.Failures > 0);
        List<string> found = [];
        if (result.Rows.Count < RowTable.All.Count)
            found.Add($"{result.Rows.Count} of the {RowTable.All.Count} rows were measured: a figure over several rows is one over those.");
        if (result.Rounds < FewestRounds)
            found.Add($"{result.Rounds} rounds, where {FewestRounds} are wanted.");
        if (doubtful > 0)
            found.Add($"{doubtful} of {lanes.Count} figures are marked as disturbed or drifting: their ratios are hints, and nothing follows from their absolute values or their p99.");
        if (failed > 0)
            found.Add($"{failed} of {lanes.Count} figures have requests that failed.");
        return found;
    }
}
