using AoEde.Engine.Wire;

namespace AoEde.Engine.Sessions;

/// <summary>
/// Answers to be sent half a second late: what an initiator that reports congestion asked for. They wait here, and nothing
/// else waits with them.
/// </summary>
internal sealed class DelayedReplies(Transmitter transmitter, DropCounters drops)
{
    private const long DelayMilliseconds = 500;

    // Enough for every initiator of a busy site at once. Whatever finds no room, or is longer than such an answer has any
    // reason to be, is not delayed: then there is nothing to gain by asking for it.
    private const int Capacity = 32;
    private const int LongestBytes = 256;

    private readonly byte[] _frames = new byte[Capacity * LongestBytes];
    private readonly int[] _lengths = new int[Capacity];
    private readonly long[] _dueAt = new long[Capacity];
    private int _first;
    private int _count;

    /// <summary>Keeps an answer for later; false when it had better leave at once.</summary>
    /// <param name="reply">The whole frame.</param>
    /// <param name="now">Milliseconds of a monotonic clock.</param>
    public bool TryAdd(ReadOnlySpan<byte> reply, long now)
    {
        if (_count == Capacity || reply.Length > LongestBytes)
            return false;
        int slot = (_first + _count) % Capacity;
        reply.CopyTo(Bytes(slot));
        _lengths[slot] = reply.Length;
        _dueAt[slot] = now + DelayMilliseconds;
        _count++;
        return true;
    }

    /// <summary>Sends those whose time has come.</summary>
    /// <param name="now">On the clock of <see cref="TryAdd"/>.</param>
    public void SendDue(long now)
    {
        while (_count > 0 && _dueAt[_first] <= now)
            SendFirst();
    }

    /// <summary>Sends all, because there may be no later.</summary>
    public void SendAll()
    {
        while (_count > 0)
            SendFirst();
    }

    /// <summary>Milliseconds until the next is due, at least 1; -1 when none waits.</summary>
    /// <param name="now">On the clock of <see cref="TryAdd"/>.</param>
    public int MillisecondsUntilNext(long now) => _count == 0 ? -1 : (int)Math.Clamp(_dueAt[_first] - now, 1, DelayMilliseconds);

    private Span<byte> Bytes(int slot) => _frames.AsSpan(slot * LongestBytes, LongestBytes);

    private void SendFirst()
    {
        int slot = _first;
        _first = (_first + 1) % Capacity;
        _count--;
        var outcome = DropReason.TransmitFull;
        if (transmitter.TryBegin(out var frame, out _))
        {
            Bytes(slot)[.._lengths[slot]].CopyTo(frame);
            outcome = transmitter.Send(_lengths[slot]);
        }

        if (outcome != DropReason.None)
            drops.Count(outcome);
    }
}
