namespace AoEde.Engine.Sessions;

/// <summary>
/// The last 32,768 tag values of one initiator's writes: which of them are under way, and which are done.
/// <list type="table">
/// <item><term>Window</term><description>The values newest − 32,767 to newest, modulo 2^32; newest is the last one that moved it.</description></item>
/// <item><term>Bits</term><description>The value v has bit v mod 32,768 of each map. A value outside the window has none, and is new.</description></item>
/// <item><term>Running</term><description>Set by <see cref="Begin"/>, taken back by <see cref="End"/>.</description></item>
/// <item><term>Done</term><description>Set by <see cref="End"/> of a write that succeeded, and by nothing else: a write that fails is
/// not remembered, and comes through when it is sent again.</description></item>
/// <item><term>Moving</term><description>A newer value within 32,767 moves the window's end to itself. One further away, in either
/// direction, forgets everything: an initiator that starts over must be heard.</description></item>
/// </list>
/// </summary>
internal sealed class TagWindow
{
    public const int Values = 32_768;

    private const int WordBits = 64;
    private readonly ulong[] _running = new ulong[Values / WordBits];
    private readonly ulong[] _done = new ulong[Values / WordBits];
    private uint _newest;
    private bool _isEmpty = true;

    /// <summary>What is known of a value. Changes nothing.</summary>
    /// <param name="value">The tag as a number.</param>
    public TagState Look(uint value)
    {
        if (!IsInside(value))
            return TagState.New;
        var (word, bit) = Place(value);
        return (_done[word] & bit) != 0 ? TagState.Done : (_running[word] & bit) != 0 ? TagState.Running : TagState.New;
    }

    /// <summary>Notes that a write is under way.</summary>
    /// <param name="value">A value that is <see cref="TagState.New"/>.</param>
    public void Begin(uint value)
    {
        Include(value);
        var (word, bit) = Place(value);
        _running[word] |= bit;
    }

    /// <summary>Notes that a write has ended. Of no effect if the window has left it behind.</summary>
    /// <param name="value">A value that was begun since the last <see cref="Clear"/>.</param>
    /// <param name="succeeded">Whether what it wrote is there to stay.</param>
    public void End(uint value, bool succeeded)
    {
        if (Look(value) != TagState.Running)
            return;
        var (word, bit) = Place(value);
        _running[word] &= ~bit;
        if (succeeded)
            _done[word] |= bit;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_running);
        Array.Clear(_done);
        _isEmpty = true;
    }

    private static (int Word, ulong Bit) Place(uint value) =>
        ((int)(value % Values) / WordBits, 1UL << (int)(value % WordBits));

    // Unsigned differences are distances on the circle of 2^32 values.
    private bool IsInside(uint value) => !_isEmpty && _newest - value < Values;

    private void Include(uint value)
    {
        if (IsInside(value))
            return;
        uint ahead = value - _newest;
        if (_isEmpty || ahead >= Values)
            Clear();
        else
            Forget(_newest + 1, (int)ahead);
        _newest = value;
        _isEmpty = false;
    }

    // The places of the values that the window leaves behind are those of the ones it takes in.
    private void Forget(uint first, int count)
    {
        while (count > 0)
        {
            var (word, bit) = Place(first);
            int here = Math.Min(count, WordBits - (int)(first % WordBits));
            ulong kept = ~(here == WordBits ? ulong.MaxValue : ((1UL << here) - 1) * bit);
            _running[word] &= kept;
            _done[word] &= kept;
            first += (uint)here;
            count -= here;
        }
    }
}
