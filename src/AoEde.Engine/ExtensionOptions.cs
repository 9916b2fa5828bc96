namespace AoEde.Engine;

/// <summary>Which of AoEde's extensions (command 0x23) an initiator may negotiate; none is ever forced on one.</summary>
public sealed record ExtensionOptions
{
    /// <summary><c>tag_inc_le</c>, <c>tag_inc_be</c> and <c>tag_random</c>: duplicates of writes are told by their tags.</summary>
    public bool TagTracking { get; init; } = true;

    /// <summary><c>coalesced_read</c>: several reads in one frame.</summary>
    public bool ReadCoalescing { get; init; } = true;

    /// <summary><c>crc8x4</c>: a checksum behind the data.</summary>
    public bool Crc { get; init; } = true;

    /// <summary><c>congestion</c>: a pause on the initiator's word.</summary>
    public bool Congestion { get; init; } = true;
}
