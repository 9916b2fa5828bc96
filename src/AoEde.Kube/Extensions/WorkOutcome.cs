namespace AoEde.Kube.Extensions;

/// <summary>What came of the work on a key.</summary>
/// <param name="Succeeded">Whether it succeeded: then its failures are forgotten.</param>
/// <param name="Again">When it is to come again; null for never after a success, and with backoff after a failure.</param>
public readonly record struct WorkOutcome(bool Succeeded, TimeSpan? Again = null)
{
    /// <summary>All is done.</summary>
    public static WorkOutcome Done => new(true);

    /// <summary>It failed and comes again with backoff.</summary>
    public static WorkOutcome Failed => new(false);
}
