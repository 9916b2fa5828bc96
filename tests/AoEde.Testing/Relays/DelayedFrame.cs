namespace AoEde.Testing.Relays;

/// <summary>A frame that goes out later: when it is due, or, if it is held back for others, when enough have overtaken it.</summary>
internal sealed class DelayedFrame(byte[] bytes, TimeSpan due, int overtakers, bool isTwice)
{
    public byte[] Bytes { get; } = bytes;

    public TimeSpan Due { get; } = due;

    /// <summary>How many have yet to overtake it; -1 for a copy, which only waits.</summary>
    public int Overtakers { get; set; } = overtakers;

    public bool IsTwice { get; } = isTwice;

    public bool IsCopy => Overtakers < 0;
}
