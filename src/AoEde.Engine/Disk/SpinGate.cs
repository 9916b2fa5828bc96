namespace AoEde.Engine.Disk;

/// <summary>
/// Lets one pump at a time at a target's in-flight index. With one pump it is a compare-exchange that always succeeds;
/// with several, whoever is inside leaves after some tens of nanoseconds, so the other spins and nobody sleeps.
/// </summary>
internal struct SpinGate
{
    private int _held;

    public void Enter()
    {
        if (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
            EnterContended();
    }

    public void Leave() => Volatile.Write(ref _held, 0);

    private void EnterContended()
    {
        var spin = default(SpinWait);
        do
            spin.SpinOnce(sleep1Threshold: -1);
        while (Interlocked.CompareExchange(ref _held, 1, 0) != 0);
    }
}
