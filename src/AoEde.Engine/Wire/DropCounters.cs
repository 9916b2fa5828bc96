namespace AoEde.Engine.Wire;

/// <summary>Frames that got no answer, by reason. Written by one pump, read by anyone.</summary>
internal sealed class DropCounters
{
    private readonly long[] _counts = new long[Enum.GetValues<DropReason>().Length];

    public long this[DropReason reason] => Volatile.Read(ref _counts[(int)reason]);

    public void Count(DropReason reason) => _counts[(int)reason]++;
}
