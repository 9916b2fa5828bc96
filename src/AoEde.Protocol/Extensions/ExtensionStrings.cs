namespace AoEde.Protocol.Extensions;

/// <summary>Walks the strings of an extensions command, up to the empty one that closes the table; for foreach.</summary>
public ref struct ExtensionStrings
{
    private readonly ReadOnlySpan<byte> _frame;
    private readonly int _end;
    private int _next;
    private int _current;

    internal ExtensionStrings(ReadOnlySpan<byte> frame, int end)
    {
        _frame = frame;
        _end = end;
        _next = AoeWire.ExtensionsHeaderLength;
        _current = _next;
    }

    /// <summary>The string the walk is at.</summary>
    public readonly ExtensionString Current => new(_frame[_current..(_next - 1)], _current);

    /// <summary>This: so that foreach takes it.</summary>
    /// <returns>A copy, from where the walk is.</returns>
    public readonly ExtensionStrings GetEnumerator() => this;

    /// <summary>Goes to the next string.</summary>
    /// <returns>False at the end of the table.</returns>
    public bool MoveNext()
    {
        var length = _next < _end ? _frame[_next.._end].IndexOf((byte)0) : 0;
        if (length <= 0)
            return false;
        _current = _next;
        _next += length + 1;
        return true;
    }
}
