using AoEde.Protocol;

namespace AoEde.Engine;

/// <summary>What initiators changed about a target over the wire, on its way from one host to another.</summary>
public sealed record SoftStateCopy
{
    /// <summary>The AoE config string, at most 1,024 bytes.</summary>
    public ReadOnlyMemory<byte> ConfigString { get; init; }

    /// <summary>MAC addresses that are served; empty serves any.</summary>
    public IReadOnlyList<MacAddress> Mask { get; init; } = [];

    /// <summary>MAC addresses that hold the reservation; empty when there is none.</summary>
    public IReadOnlyList<MacAddress> Reservation { get; init; } = [];
}
