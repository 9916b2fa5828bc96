using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>
/// A second address where the frozen base is exported read-only, for a backup host. Must differ from the target's own (T8).
/// </summary>
public sealed record FreezeViewSpec
{
    /// <summary>AoE major address, 0 to 65534. Default: the target's shelf.</summary>
    [Bounds(0, 65534)]
    public int? Shelf { get; set; }

    /// <summary>AoE minor address, 0 to 254. Required.</summary>
    [Required("choose a free slot from 0 to 254"), Bounds(0, 254)]
    public int? Slot { get; set; }

    /// <summary>Interfaces to answer on: 1 to 8 names or globs. Default: the target's interfaces.</summary>
    [Items(1, 8), Length(1, 15), Pattern(Patterns.InterfaceGlob, "an interface name or glob such as eth1 or ens*f0")]
    public IReadOnlyList<string>? Interfaces { get; set; }
}
