using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>Who did I/O with a target in the last minute.</summary>
public sealed record TargetInitiators
{
    /// <summary>How many.</summary>
    public int Count { get; set; }

    /// <summary>Their MAC addresses, at most 16.</summary>
    [MostItems(16)]
    public IReadOnlyList<string>? Macs { get; set; }

    /// <summary>Who holds a reservation.</summary>
    public IReadOnlyList<string>? ReservedBy { get; set; }
}
