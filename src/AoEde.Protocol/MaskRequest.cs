namespace AoEde.Protocol;

/// <summary>A MAC mask request (command 2), read in place. The answer has the same shape, so this reads both.</summary>
public readonly ref struct MaskRequest
{
    private readonly ReadOnlySpan<byte> _frame;

    private MaskRequest(ReadOnlySpan<byte> frame) => _frame = frame;

    /// <summary>What is wanted; values without a name occur.</summary>
    public MaskCommand Command => (MaskCommand)_frame[Offsets.MaskCommand];

    /// <summary>Why an edit stopped; meaningful in an answer only.</summary>
    public MaskError Error => (MaskError)_frame[Offsets.MaskError];

    /// <summary>Directives claimed; in an answer with an <see cref="Error"/>, the index of the failing one.</summary>
    public byte Count => _frame[Offsets.MaskCount];

    /// <summary>Whether all directives claimed lie within the frame.</summary>
    public bool Fits => AoeWire.MaskHeaderLength + Count * AoeWire.MaskEntryLength <= _frame.Length;

    /// <summary>One directive and its address.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <returns>The directive, which may be a value without a name, and the address.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such directive, or it lies beyond the frame.</exception>
    public (MaskDirective Directive, MacAddress Address) this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, (int)Count);
            var entry = _frame.Slice(AoeWire.MaskHeaderLength + index * AoeWire.MaskEntryLength, AoeWire.MaskEntryLength);
            return ((MaskDirective)entry[1], MacAddress.Read(entry[2..]));
        }
    }

    /// <summary>Reads the request in place.</summary>
    /// <param name="header">A header whose command is <see cref="AoeCommand.Mask"/>.</param>
    /// <param name="request">The request; empty when the answer is false.</param>
    /// <returns>True when the frame has the 28 bytes. Ask <see cref="Fits"/> before reading directives.</returns>
    public static bool TryParse(in AoeHeader header, out MaskRequest request)
    {
        var fits = header.Frame.Length >= AoeWire.MaskHeaderLength;
        request = fits ? new MaskRequest(header.Frame) : default;
        return fits;
    }
}
