using AoEde.Bench.Measuring;

namespace AoEde.Bench.Reports;

/// <summary>One figure of one contender as a share of another's, in each of some rows.</summary>
/// <param name="Ratios">The row's name and the ratio.</param>
internal sealed record Comparison(IReadOnlyList<(string Row, double Ratio)> Ratios)
{
    public double Median => Statistics.Median(Ratios.Select(r => r.Ratio));

    /// <summary>Compares in the rows that both took part in.</summary>
    public static Comparison Of(IEnumerable<RowResult> rows, string contender, string with, Func<Summary, double> figure) =>
        new([.. from row in rows
                let ours = row.Of(contender)
                let theirs = row.Of(with)
                where ours is not null && theirs is not null
                select (row.Name, Statistics.Ratio(figure(ours), figure(theirs)))]);

    /// <summary>Every row at a bound or above.</summary>
    public Goal AtLeast(string what, double bound) =>
        Judge(what, $"≥ {bound:F2} in every row", $"{Least.Ratio:F2} ({Least.Row})", Least.Ratio >= bound);

    /// <summary>Every row at a bound or below.</summary>
    public Goal AtMost(string what, double bound) =>
        Judge(what, $"≤ {bound:F2} in every row", $"{Most.Ratio:F2} ({Most.Row})", Most.Ratio <= bound);

    /// <summary>The middle row at a bound or above.</summary>
    public Goal MedianAtLeast(string what, double bound) =>
        Judge(what, $"median ≥ {bound:F2}", $"{Median:F2}", Median >= bound);

    private (string Row, double Ratio) Least => Ratios.OrderBy(r => r.Ratio).FirstOrDefault();

    private (string Row, double Ratio) Most => Ratios.OrderByDescending(r => r.Ratio).FirstOrDefault();

    private Goal Judge(string what, string wanted, string seen, bool isReached) =>
        Ratios.Count == 0 ? new Goal(what, wanted, "", null) : new Goal(what, wanted, $"{seen}, {Ratios.Count} rows", isReached);
}
