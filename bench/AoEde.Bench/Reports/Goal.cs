namespace AoEde.Bench.Reports;

/// <summary>A target of this project for itself, and what was seen.</summary>
/// <param name="What">What is compared with what.</param>
/// <param name="Wanted">The bound.</param>
/// <param name="Seen">The figure, and the row it is worst in.</param>
/// <param name="IsReached">Null when none of its rows was measured.</param>
internal sealed record Goal(string What, string Wanted, string Seen, bool? IsReached)
{
    /// <summary>In one word.</summary>
    public string Verdict => IsReached switch { true => "reached", false => "**not reached**", null => "not measured" };
}
