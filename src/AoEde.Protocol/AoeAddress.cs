using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AoEde.Protocol;

/// <summary>The address of a target: shelf (major) and slot (minor). 0xFFFF and 0xFF mean "any".</summary>
/// <param name="Shelf">The shelf; 0xFFFF asks for every shelf.</param>
/// <param name="Slot">The slot; 0xFF asks for every slot.</param>
public readonly record struct AoeAddress(ushort Shelf, byte Slot)
{
    /// <summary>The shelf that means every shelf.</summary>
    public const ushort AnyShelf = 0xFFFF;

    /// <summary>The slot that means every slot.</summary>
    public const byte AnySlot = 0xFF;

    /// <summary>65535.255: every target that hears it.</summary>
    public static AoeAddress Broadcast => new(AnyShelf, AnySlot);

    /// <summary>True when either half means "any".</summary>
    public bool IsWildcard => Shelf == AnyShelf || Slot == AnySlot;

    /// <summary>Shelf and slot in one number, for tables: <c>shelf &lt;&lt; 8 | slot</c>.</summary>
    public uint Key => (uint)Shelf << 8 | Slot;

    /// <summary>Whether a request to <paramref name="requested"/> is meant for the target that has this address.</summary>
    /// <param name="requested">The address in the request: exact, or with "any" in one half or both.</param>
    /// <returns>True when both halves match or are "any".</returns>
    public bool Accepts(AoeAddress requested) =>
        (requested.Shelf == Shelf || requested.Shelf == AnyShelf) && (requested.Slot == Slot || requested.Slot == AnySlot);

    /// <summary>Reads <c>9.0</c> or <c>e9.0</c> (the name Linux gives the device).</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address, or 0.0.</param>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out AoeAddress address) => TryParse(text.AsSpan(), out address);

    /// <summary>Reads <c>9.0</c> or <c>e9.0</c> (the name Linux gives the device).</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address, or 0.0.</param>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out AoeAddress address)
    {
        address = default;
        if (text.StartsWith('e')) text = text[1..];
        var dot = text.IndexOf('.');
        if (dot < 0) return false;
        if (!ushort.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var shelf)) return false;
        if (!byte.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var slot)) return false;
        address = new AoeAddress(shelf, slot);
        return true;
    }

    /// <summary>Reads <c>9.0</c> or <c>e9.0</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static AoeAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not a shelf.slot address like 9.0");

    /// <summary>The address as <c>9.0</c>.</summary>
    /// <returns>Shelf, dot, slot, in decimal.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Shelf}.{Slot}");
}
