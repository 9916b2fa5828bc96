namespace AoEde.Engine.Probe;

/// <summary>How long a probe listens. In each round it asks three times, a third of the time apart.</summary>
/// <param name="Config">For who answers at all; always waited out, since one answer says nothing about a second.</param>
/// <param name="Identify">For who they are, at most: it ends with the last answer, and is left out when nobody answered.</param>
public readonly record struct ProbeTimes(TimeSpan Config, TimeSpan Identify)
{
    /// <summary>
    /// Before an address is announced: queries at 0, 100 and 200 ms, listening until 300 ms (two real targets answered within
    /// a quarter of a millisecond), then at most 100 ms for a description of whoever is in the way.
    /// </summary>
    public static ProbeTimes BeforeAnnouncing { get; } = new(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(100));
}
