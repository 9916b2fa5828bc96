namespace AoEde.Engine;

/// <summary>Giving a target up for good, and taking one over from another host.</summary>
public sealed partial class TargetHost
{
    /// <summary>
    /// Takes a target off the wire for another host to take over: everything it had received is answered, stable, and its device closed
    /// when this returns. What initiators changed stays stored here until <see cref="ForgetAsync"/>. Harmless to repeat.
    /// </summary>
    /// <param name="options">The target; it need not be open, or known.</param>
    /// <param name="evenFrozen">Leave a freeze behind, its shadow with writes that are nowhere else.</param>
    /// <param name="ct">Gives up waiting; what was begun is completed.</param>
    /// <returns>What initiators changed; null when nothing was ever stored.</returns>
    /// <exception cref="FreezeException">It is frozen or merging; nothing has changed.</exception>
    /// <exception cref="TimeoutException">Its device does not answer: it is off the wire, but still open and claimed until the process ends.</exception>
    /// <exception cref="InvalidDataException">Its stored state cannot be read; it is off the wire and closed.</exception>
    public async Task<SoftStateCopy?> WithdrawAsync(TargetOptions options, bool evenFrozen, CancellationToken ct)
    {
        SoftStateCopy? copy = null;
        await DoAsync(async () => copy = await _handover.WithdrawAsync(options, evenFrozen), ct);
        return copy;
    }

    /// <summary>Stores what initiators changed at another host, for when the target is opened here.</summary>
    /// <param name="options">A target that is not open.</param>
    /// <param name="copy">What the other host left behind.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="IOException">It could not be stored.</exception>
    public Task ImportAsync(TargetOptions options, SoftStateCopy copy, CancellationToken ct) => DoAsync(
        () =>
        {
            _handover.Import(options, copy);
            return Task.CompletedTask;
        }, ct);

    /// <summary>
    /// Forgets a target that is not served here any more: what initiators changed, and its freeze. A shadow is renamed, not deleted, since
    /// its writes may be wanted.
    /// </summary>
    /// <param name="options">A target that is not open.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>Where its shadow is now; null when there was none.</returns>
    /// <exception cref="IOException">It could not be forgotten.</exception>
    public async Task<string?> ForgetAsync(TargetOptions options, CancellationToken ct)
    {
        string? shadow = null;
        await DoAsync(
            () =>
            {
                shadow = _handover.Forget(options);
                return Task.CompletedTask;
            }, ct);
        return shadow;
    }
}
