namespace AoEde.Protocol;

/// <summary>A Reserve/Release request (command 3), read in place. The answer has the same shape, so this reads both.</summary>
public readonly ref struct ReserveRequest
{
    private readonly ReadOnlySpan<byte> _frame;

    private ReserveRequest(ReadOnlySpan<byte> frame) => _frame = frame;

    /// <summary>What is wanted; values without a name occur.</summary>
    public ReserveCommand Command => (ReserveCommand)_frame[Offsets.ReserveCommand];

    /// <summary>Addresses claimed.</summary>
    public byte Count => _frame[Offsets.ReserveCount];

    /// <summary>Whether all addresses claimed lie within the frame.</summary>
    public bool Fits => AoeWire.ReserveHeaderLength + Count * MacAddress.Length <= _frame.Length;

    /// <summary>One address.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such address, or it lies beyond the frame.</exception>
    public MacAddress this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, (int)Count);
            return MacAddress.Read(_frame.Slice(AoeWire.ReserveHeaderLength + index * MacAddress.Length, MacAddress.Length));
        }
    }

    /// <summary>Reads the request in place.</summary>
    /// <param name="header">A header whose command is <see cref="AoeCommand.Reserve"/>.</param>
    /// <param name="request">The request; empty when the answer is false.</param>
    /// <returns>True when the frame has the 26 bytes. Ask <see cref="Fits"/> before reading addresses.</returns>
    public static bool TryParse(in AoeHeader header, out ReserveRequest request)
    {
        var fits = header.Frame.Length >= AoeWire.ReserveHeaderLength;
        request = fits ? new ReserveRequest(header.Frame) : default;
        return fits;
    }
}
