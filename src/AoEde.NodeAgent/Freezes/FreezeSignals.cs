namespace AoEde.NodeAgent.Freezes;

/// <summary>What a sequence of signals means.</summary>
internal enum FreezeSignal
{
    /// <summary>Not at its end yet.</summary>
    Incomplete,

    /// <summary>SIGUSR1, SIGUSR2.</summary>
    Freeze,

    /// <summary>SIGUSR1, SIGUSR1, SIGUSR2.</summary>
    Thaw,

    /// <summary>SIGUSR2 after any other number of SIGUSR1.</summary>
    Unknown,
}

/// <summary>
/// Counts AoEde's freeze signals: SIGUSR1 counts, SIGUSR2 acts and resets. Equal signals that wait to be delivered are joined by the
/// kernel, so a hurried thaw may be read as a freeze, which a frozen target answers with a word and nothing else.
/// </summary>
internal sealed class FreezeSignals
{
    private readonly Lock _gate = new();
    private int _count;

    /// <summary>How many SIGUSR1 came before the last SIGUSR2.</summary>
    public int LastCount { get; private set; }

    /// <summary>Takes one signal in.</summary>
    /// <param name="isFirst">SIGUSR1; else SIGUSR2.</param>
    public FreezeSignal Take(bool isFirst)
    {
        lock (_gate)
        {
            if (isFirst)
            {
                _count++;
                return FreezeSignal.Incomplete;
            }

            LastCount = _count;
            _count = 0;
            return LastCount switch
            {
                1 => FreezeSignal.Freeze,
                2 => FreezeSignal.Thaw,
                _ => FreezeSignal.Unknown,
            };
        }
    }
}
