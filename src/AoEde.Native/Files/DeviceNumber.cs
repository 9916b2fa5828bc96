using System.Globalization;

namespace AoEde.Native.Files;

/// <summary>A device's number, the identity under which the kernel knows it whatever its path is.</summary>
/// <param name="Major">The driver's number; 0 for file systems that own no device (overlay, tmpfs, btrfs subvolumes).</param>
/// <param name="Minor">The device's number within its driver.</param>
public readonly record struct DeviceNumber(uint Major, uint Minor)
{
    /// <summary>Reads the text form that sysfs and mountinfo use.</summary>
    /// <param name="text">For instance <c>8:1</c>; surrounding white space is ignored.</param>
    /// <param name="number">The number, or the default value.</param>
    /// <returns>Whether the text was a device number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DeviceNumber number)
    {
        text = text.Trim();
        var colon = text.IndexOf(':');
        if (colon > 0
            && uint.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && uint.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            number = new DeviceNumber(major, minor);
            return true;
        }

        number = default;
        return false;
    }

    /// <summary>The form of sysfs, <c>8:1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}:{Minor}");

    /// <summary>Splits the C library's packed dev_t (12 + 20 bits, with the high halves above them).</summary>
    public static DeviceNumber FromPacked(ulong packed) => new(
        (uint)(((packed >> 8) & 0xFFF) | ((packed >> 32) & 0xFFFFF000)),
        (uint)((packed & 0xFF) | ((packed >> 12) & 0xFFFFFF00)));
}
