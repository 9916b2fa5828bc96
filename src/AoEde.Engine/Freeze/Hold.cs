namespace AoEde.Engine.Freeze;

/// <summary>
/// One hold and its deadline on this host's monotonic clock: wall time may jump while the engine runs. Across a restart there
/// is only wall time, and a hold never gets more of it than one whole time to live.
/// </summary>
/// <param name="Status">What is told and stored of it.</param>
/// <param name="Deadline">When it ends, as a timestamp of the engine's clock.</param>
internal sealed record Hold(HoldStatus Status, long Deadline)
{
    /// <summary>A hold that begins, or is renewed, now.</summary>
    /// <param name="status">The hold; its ExpiresAt is set anew.</param>
    /// <param name="time">The engine's clock.</param>
    public static Hold From(HoldStatus status, TimeProvider time) =>
        new(status with { ExpiresAt = time.GetUtcNow() + status.Ttl }, After(status.Ttl, time));

    /// <summary>A hold found in a shadow after a restart.</summary>
    /// <param name="status">The hold as it was stored.</param>
    /// <param name="writtenAt">When that was.</param>
    /// <param name="time">The engine's clock.</param>
    public static Hold Resumed(HoldStatus status, DateTimeOffset writtenAt, TimeProvider time)
    {
        var now = time.GetUtcNow();

        // A clock that has gone back since tells nothing of the time that has passed: what was left then is left now.
        var left = status.ExpiresAt - (now < writtenAt ? writtenAt : now);
        if (left > status.Ttl)
            left = status.Ttl;
        if (left < TimeSpan.Zero)
            left = TimeSpan.Zero;
        return new Hold(status with { ExpiresAt = now + left }, After(left, time));
    }

    public bool IsOver(TimeProvider time) => time.GetTimestamp() >= Deadline;

    private static long After(TimeSpan span, TimeProvider time) =>
        time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);
}
