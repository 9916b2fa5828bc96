namespace AoEde.Bench.Load;

/// <summary>What happened between the end of the warm-up and the end of the time.</summary>
/// <param name="Seconds">The time.</param>
/// <param name="Reads">Reads that were answered.</param>
/// <param name="Writes">Writes that were answered.</param>
/// <param name="Retransmissions">Requests that were sent again, over the whole run.</param>
/// <param name="Lost">Requests that were given up after ten tries, over the whole run.</param>
/// <param name="Stale">Answers that nobody awaited any more, over the whole run.</param>
/// <param name="Errors">Answers that were no success, over the whole run.</param>
/// <param name="Verified">Reads whose content was compared, over the whole run.</param>
/// <param name="Wrong">Those that differed.</param>
/// <param name="Idle">Share of the time in which the generator had nothing to do but look.</param>
/// <param name="P50">Latency in µs that half of the requests did not exceed.</param>
/// <param name="P99">99 of 100.</param>
/// <param name="P999">999 of 1000.</param>
/// <param name="PerInitiator">Answers to each initiator.</param>
internal sealed record LoadCounts(
    double Seconds, long Reads, long Writes, long Retransmissions, long Lost, long Stale, long Errors, long Verified, long Wrong,
    double Idle, double P50, double P99, double P999, long[] PerInitiator)
{
    public long Operations => Reads + Writes;

    /// <summary>The least served initiator's share of the best served one's.</summary>
    public double Fairness => PerInitiator.Max() == 0 ? 0 : (double)PerInitiator.Min() / PerInitiator.Max();
}
