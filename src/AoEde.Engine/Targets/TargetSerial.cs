namespace AoEde.Engine.Targets;

/// <summary>
/// The serial number a target reports: <c>AE</c> and 18 base-32 characters of its identity. Equality of such serials means the
/// same target behind another port; serials of other makers prove nothing (vblade's follow from shelf, slot and host name).
/// </summary>
internal static class TargetSerial
{
    public const string Prefix = "AE";
    private const int Characters = 18;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string From(Guid uid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uid.TryWriteBytes(bytes, bigEndian: true, out _);
        Span<char> text = stackalloc char[Prefix.Length + Characters];
        Prefix.CopyTo(text);
        uint bits = 0;
        int held = 0, next = 0;
        for (int i = 0; i < Characters; i++)
        {
            if (held < 5)
            {
                bits = (bits << 8) | bytes[next++];
                held += 8;
            }

            held -= 5;
            text[Prefix.Length + i] = Alphabet[(int)(bits >> held) & 31];
        }

        return new string(text);
    }
}
