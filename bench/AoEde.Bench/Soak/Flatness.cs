using AoEde.Bench.Measuring;

namespace AoEde.Bench.Soak;

/// <summary>
/// Whether what an agent needs grew under load. Its first quarter is left out: the runtime compiles then, and what is used for the first time is
/// loaded. Throughput is told and not judged, since machines are noisy.
/// </summary>
internal static class Flatness
{
    // A hundredth of a byte for each request of half an hour; a page here and there is the runtime's own affair.
    private const long MostGrowthBytes = 4L << 20;

    /// <summary>What was not flat.</summary>
    /// <param name="samples">In the order they were taken, at least four.</param>
    /// <param name="collections">Collections of the agent's memory while they were taken.</param>
    /// <returns>A sentence for each; none when all was.</returns>
    public static IReadOnlyList<string> Problems(IReadOnlyList<SoakSample> samples, long collections)
    {
        var problems = new List<string>();
        var (first, last) = Ends(samples, s => s.ResidentBytes);
        if (last - first > MostGrowthBytes)
            problems.Add($"memory grew from {first / 1e6:F1} to {last / 1e6:F1} MB");
        var (handles, handlesLater) = Ends(samples, s => s.Handles);
        if (handlesLater > handles)
            problems.Add($"open files grew from {handles} to {handlesLater}");
        if (collections > 0)
            problems.Add($"{collections} collections of memory");
        var failures = samples.Sum(s => s.Failures);
        if (failures > 0)
            problems.Add($"{failures} requests were lost, refused or answered wrongly");
        return problems;
    }

    /// <summary>Throughput of the last third after the first quarter, as a share of that of the first third.</summary>
    /// <param name="samples">In the order they were taken.</param>
    public static double Throughput(IReadOnlyList<SoakSample> samples)
    {
        var (first, last) = Ends(samples, s => s.Iops);
        return Statistics.Ratio(last, first);
    }

    // Medians of the first and the last third of what follows the first quarter.
    private static (double First, double Last) Ends(IReadOnlyList<SoakSample> samples, Func<SoakSample, double> value)
    {
        var settled = samples.Skip(samples.Count / 4).Select(value).ToList();
        var third = Math.Max(1, settled.Count / 3);
        return (Statistics.Median(settled.Take(third)), Statistics.Median(settled.TakeLast(third)));
    }
}
