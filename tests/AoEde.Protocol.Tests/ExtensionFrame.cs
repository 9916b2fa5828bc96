using System.Text;
using AoEde.Protocol.Extensions;

namespace AoEde.Protocol.Tests;

/// <summary>Extensions commands built byte by byte from the protocol's description.</summary>
internal static class ExtensionFrame
{
    /// <summary>A whole table of these strings, padded to 60 bytes or cut and extended to a length.</summary>
    public static byte[] Of(int? length, params string[] strings) => WithTable(Table(strings), length: length);

    public static byte[] Of(params string[] strings) => Of(null, strings);

    /// <summary>Any table with any claim of its length.</summary>
    public static byte[] WithTable(byte[] table, int? claimed = null, bool bigEndian = false, int? length = null)
    {
        var frame = new byte[Math.Max(60, 26 + table.Length)];
        RequestWriter.ConfigRead(frame, Sample.Request);
        frame.AsSpan(24).Clear();
        frame[19] = 0x23;
        var claim = claimed ?? table.Length;
        frame[bigEndian ? 25 : 24] = (byte)claim;
        frame[bigEndian ? 24 : 25] = (byte)(claim >> 8);
        table.CopyTo(frame, 26);
        if (length is { } exact)
            Array.Resize(ref frame, exact);
        return frame;
    }

    public static byte[] Table(params string[] strings) =>
        strings.Length == 0 ? [0, 0] : Encoding.ASCII.GetBytes(string.Concat(strings.Select(s => s + "\0")) + "\0");

    public static bool TryParse(byte[] frame, out ExtensionsRequest request)
    {
        request = default;
        return AoeHeader.TryParse(frame, out var header) && ExtensionsRequest.TryParse(header, out request);
    }

    /// <summary>The strings a request is read as; null when it is not accepted.</summary>
    public static string[]? Read(byte[] frame)
    {
        if (!TryParse(frame, out var request))
            return null;
        var strings = new List<string>();
        foreach (var text in request.Strings)
        {
            text.Text.SequenceEqual(frame.AsSpan(text.Offset, text.Text.Length)).ShouldBeTrue();
            strings.Add(Encoding.ASCII.GetString(text.Text));
        }

        return [.. strings];
    }
}
