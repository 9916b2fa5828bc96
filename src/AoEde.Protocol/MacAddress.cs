using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AoEde.Protocol;

/// <summary>An Ethernet address: the only identity an initiator or a target has on the wire.</summary>
public readonly record struct MacAddress
{
    private const ulong Mask = 0xFFFF_FFFF_FFFF;
    private const int TextLength = 17;

    /// <summary>Wraps the low 48 bits of <paramref name="value"/>; the first byte on the wire is the most significant.</summary>
    /// <param name="value">The address as a number; bits 48 to 63 are dropped.</param>
    public MacAddress(ulong value) => Value = value & Mask;

    /// <summary>Bytes of an address on the wire.</summary>
    public const int Length = 6;

    /// <summary>ff:ff:ff:ff:ff:ff.</summary>
    public static MacAddress Broadcast => new(Mask);

    /// <summary>The address as a number of 48 bits, first byte most significant.</summary>
    public ulong Value { get; }

    /// <summary>True for broadcast and multicast addresses, to which nothing is ever answered.</summary>
    public bool IsGroup => (Value >> 40 & 1) != 0;

    /// <summary>True for 00:00:00:00:00:00, which no station has.</summary>
    public bool IsZero => Value == 0;

    /// <summary>Reads the first six bytes of <paramref name="source"/>.</summary>
    /// <param name="source">At least six bytes.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than six bytes.</exception>
    public static MacAddress Read(ReadOnlySpan<byte> source)
    {
        source = source[..Length];
        ulong high = BinaryPrimitives.ReadUInt16BigEndian(source);
        return new MacAddress(high << 32 | BinaryPrimitives.ReadUInt32BigEndian(source[2..]));
    }

    /// <summary>Writes six bytes to the start of <paramref name="destination"/>.</summary>
    /// <param name="destination">At least six bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than six bytes.</exception>
    public void WriteTo(Span<byte> destination)
    {
        destination = destination[..Length];
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(Value >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)Value);
    }

    /// <summary>Reads <c>aa:bb:cc:dd:ee:ff</c>, digits in either case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address, or zero.</param>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out MacAddress address) => TryParse(text.AsSpan(), out address);

    /// <summary>Reads <c>aa:bb:cc:dd:ee:ff</c>, digits in either case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address, or zero.</param>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out MacAddress address)
    {
        address = default;
        if (text.Length != TextLength) return false;
        ulong value = 0;
        for (var at = 0; at < TextLength; at += 3)
        {
            if (at > 0 && text[at - 1] != ':') return false;
            var digits = text.Slice(at, 2);
            if (!byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var part)) return false;
            value = value << 8 | part;
        }

        address = new MacAddress(value);
        return true;
    }

    /// <summary>Reads <c>aa:bb:cc:dd:ee:ff</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static MacAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not a MAC address like 02:00:00:00:00:01");

    /// <summary>The address as <c>aa:bb:cc:dd:ee:ff</c>, in lower case.</summary>
    /// <returns>Seventeen characters.</returns>
    public override string ToString() => string.Create(TextLength, Value, static (text, value) =>
    {
        for (var i = 0; i < Length; i++)
        {
            var part = (byte)(value >> (8 * (Length - 1 - i)));
            if (i > 0) text[3 * i - 1] = ':';
            part.TryFormat(text.Slice(3 * i, 2), out _, "x2", CultureInfo.InvariantCulture);
        }
    });
}
