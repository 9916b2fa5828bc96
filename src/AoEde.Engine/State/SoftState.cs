using AoEde.Protocol;

namespace AoEde.Engine.State;

/// <summary>
/// What initiators may change about a target over the wire and what outlives a restart: config string, MAC mask list,
/// reservation, and whether it is frozen. Immutable: an edit makes a new one, which is put in place only once it is stored.
/// </summary>
internal sealed record SoftState
{
    /// <summary>The AoE config string, at most 1,024 bytes.</summary>
    public byte[] ConfigString { get; init; } = [];

    /// <summary>MAC addresses that are served; empty serves any.</summary>
    public MacAddress[] Mask { get; init; } = [];

    /// <summary>MAC addresses that hold the reservation; empty when there is none.</summary>
    public MacAddress[] Reservation { get; init; } = [];

    /// <summary>Size of the device in bytes as it was last served; 0 before. A smaller one is not the disk that initiators know.</summary>
    public long RecordedBytes { get; init; }

    /// <summary>Its shadow file, while it is frozen or merging; null while thawed. Not served without it.</summary>
    public string? ShadowPath { get; init; }

    /// <summary>How often it has been frozen.</summary>
    public long FreezeSequence { get; init; }

    public bool IsMasked(MacAddress initiator) => Mask.Length != 0 && Array.IndexOf(Mask, initiator) < 0;

    public bool IsReservedFrom(MacAddress initiator) => Reservation.Length != 0 && Array.IndexOf(Reservation, initiator) < 0;
}
