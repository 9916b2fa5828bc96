namespace AoEde.Engine.Safety;

/// <summary>The pins a target may set, so that a disk swapped into the same bay is not taken for the old one.</summary>
internal static class IdentityRules
{
    private static readonly string[] WwnPrefixes = ["naa.", "eui.", "nvme.", "t10.", "uuid.", "0x"];

    public static Refusal? Check(DeviceFacts device, DeviceRequest request)
    {
        var expected = request.Backing;
        if (expected.ExpectSerial is { } serial && Plain(serial) != Plain(device.Serial))
            return Mismatch(request.Path, "serial", serial, device.Serial);
        if (expected.ExpectWwn is { } wwn && Bare(wwn) != Bare(device.Wwn))
            return Mismatch(request.Path, "wwn", wwn, device.Wwn);
        return CheckSize(device.SizeBytes, request);
    }

    public static Refusal? CheckSize(long sizeBytes, DeviceRequest request) =>
        request.Backing.ExpectBytes is { } bytes && bytes != sizeBytes
            ? Mismatch(request.Path, "sizeBytes", $"{bytes}", $"{sizeBytes}")
            : null;

    private static Refusal Mismatch(string path, string pin, string expected, string? found) => new(
        RefusalReasons.IdentityMismatch,
        $"{path} should have {pin} {expected} but {(string.IsNullOrWhiteSpace(found) ? "reports none" : $"has {found}")}: "
        + "another device may be in its place. Correct the path or the pin.");

    private static string Plain(string? text) => text?.Trim() ?? "";

    /// <summary>udev writes 0x5000…, sysfs naa.5000…, people either: the digits count.</summary>
    private static string Bare(string? wwn)
    {
        var text = Plain(wwn).ToLowerInvariant();
        foreach (var prefix in WwnPrefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal)) return text[prefix.Length..];
        }

        return text;
    }
}
