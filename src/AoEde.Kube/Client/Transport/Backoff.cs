namespace AoEde.Kube.Client.Transport;

/// <summary>How long to wait before another try: twice as long each time, up to a most, and by chance down to half of it so that many do not come at once.</summary>
/// <param name="first">The first wait at its longest.</param>
/// <param name="most">The longest wait.</param>
/// <param name="chance">A number from 0 up to 1.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan most, Func<double> chance)
{
    /// <summary>What requests wait: 0.2 s to 10 s.</summary>
    public static Backoff OfRequests(Func<double> chance) => new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(10), chance);

    /// <summary>The wait after so many failures, from 0 on.</summary>
    public TimeSpan After(int failures)
    {
        var longest = Math.Min(most.TotalSeconds, first.TotalSeconds * Math.Pow(2, failures));
        return TimeSpan.FromSeconds(longest * (0.5 + (chance() / 2)));
    }
}
