using AoEde.Api;

namespace AoEde.Operator.Addresses;

/// <summary>A place on a wire that one target may have: AoE's shelf and slot, on one layer-2 segment.</summary>
/// <param name="Network">Name of the segment.</param>
/// <param name="Shelf">AoE major address.</param>
/// <param name="Slot">AoE minor address.</param>
internal readonly record struct TargetAddress(string Network, int Shelf, int Slot)
{
    /// <summary>The address that a spec asks for; null while shelf or slot is not given.</summary>
    public static TargetAddress? Of(AoETargetSpec spec) =>
        spec is { Shelf: { } shelf, Slot: { } slot } ? new(spec.Network, shelf, slot) : null;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="network">Name of the segment, which the text does not say.</param>
    /// <param name="text">Text such as <c>e9.0</c>.</param>
    /// <returns>Null when the text is no address.</returns>
    public static TargetAddress? Parse(string network, string? text)
    {
        if (text is null || !text.StartsWith('e') || text.Split('.') is not [var major, var minor])
            return null;
        return int.TryParse(major.AsSpan(1), out var shelf) && int.TryParse(minor, out var slot) ? new(network, shelf, slot) : null;
    }

    /// <summary>As initiators write it.</summary>
    /// <returns>Text such as <c>e9.0</c>.</returns>
    public override string ToString() => $"e{Shelf}.{Slot}";
}
