using System.Globalization;
using System.Runtime.CompilerServices;

namespace AoEde.Protocol.Tests;

/// <summary>
/// A frame written field by field from the protocol's description, named after its test. A line is hex bytes, <c>00*28</c> stands
/// for 28 of them, and # begins a remark.
/// </summary>
internal static class GoldenFrame
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    public static byte[] Read(string name)
    {
        var bytes = new List<byte>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, name + ".hex")))
        {
            foreach (var word in line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = word.Split('*');
                var value = byte.Parse(parts[0], NumberStyles.AllowHexSpecifier);
                bytes.AddRange(Enumerable.Repeat(value, parts.Length > 1 ? int.Parse(parts[1]) : 1));
            }
        }

        return [.. bytes];
    }

    /// <summary>Compares what was written with the file, and that the memory behind it was left alone.</summary>
    public static void ShouldBeGolden(this StaleFrame frame, int length, [CallerMemberName] string name = "")
    {
        var expected = Read(name);
        Convert.ToHexString(frame.Bytes.AsSpan(0, length)).ShouldBe(Convert.ToHexString(expected));
        frame.Bytes.AsSpan(length).IndexOfAnyExcept(StaleFrame.Stale).ShouldBe(-1, "bytes behind the frame were written");
    }
}
