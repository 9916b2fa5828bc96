using System.Diagnostics;

namespace AoEde.ClusterTesting;

/// <summary>Waits for something a server does, by asking until a deadline, without holding a thread.</summary>
public static class Wait
{
    /// <summary>How long a healthy but busy machine may take for anything.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks until the answer is true; a <see cref="TimeoutException"/> says what did not happen.</summary>
    public static async Task UntilAsync(
        Func<CancellationToken, Task<bool>> condition, string what, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) > (within ?? Patience))
                throw new TimeoutException($"this did not happen in time: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(25), cancellationToken);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{CancellationToken, Task{bool}}, string, TimeSpan?, CancellationToken)"/>
    public static Task UntilAsync(Func<bool> condition, string what, TimeSpan? within = null, CancellationToken cancellationToken = default) =>
        UntilAsync(_ => Task.FromResult(condition()), what, within, cancellationToken);
}
