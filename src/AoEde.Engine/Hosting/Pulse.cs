namespace AoEde.Engine.Hosting;

/// <summary>Asks a loop for a sign of life and remembers since when it owes one. From any thread.</summary>
internal sealed class Pulse
{
    private const long Answered = 0;
    private long _owedSince = Answered;

    /// <summary>Asks, unless the last question is still open.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="post">Has the loop run something; drops it when the loop has ended.</param>
    public void Ask(TimeProvider time, Action<Action> post)
    {
        if (Interlocked.CompareExchange(ref _owedSince, Math.Max(1, time.GetTimestamp()), Answered) == Answered)
            post(() => Interlocked.Exchange(ref _owedSince, Answered));
    }

    /// <summary>For how long it has owed one; zero when it does not.</summary>
    /// <param name="time">The clock.</param>
    public TimeSpan Silence(TimeProvider time) =>
        Interlocked.Read(ref _owedSince) is var since and not Answered ? time.GetElapsedTime(since) : TimeSpan.Zero;
}
