namespace AoEde.Bench.Measuring;

/// <summary>Medians, and how far values lie apart.</summary>
internal static class Statistics
{
    /// <summary>The middle one; of an even number the mean of the two in the middle; 0 of none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0)
            return 0;
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Largest less smallest, as a share of the median; 0 of none.</summary>
    public static double Spread(IReadOnlyList<double> values)
    {
        var median = Median(values);
        return median == 0 ? 0 : (values.Max() - values.Min()) / median;
    }

    /// <summary>What is a share of what; 0 of nothing.</summary>
    public static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
