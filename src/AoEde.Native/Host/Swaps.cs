using System.Globalization;

namespace AoEde.Native.Host;

/// <summary>The active swap areas of the host (/proc/swaps is the same in every namespace).</summary>
/// <param name="procRoot">Where proc is mounted.</param>
public sealed class Swaps(string procRoot = "/proc")
{
    private const string Deleted = " (deleted)";

    /// <summary>Reads them now. A kernel without swap support has none.</summary>
    /// <exception cref="IOException">The list exists and cannot be read.</exception>
    public IReadOnlyList<SwapEntry> Read()
    {
        var path = Path.Combine(procRoot, "swaps");
        return File.Exists(path) ? Parse(File.ReadLines(path)) : [];
    }

    /// <summary>Columns: file name (blanks escaped), type, size in KiB, used, priority; the first line is a heading.</summary>
    internal static IReadOnlyList<SwapEntry> Parse(IEnumerable<string> lines)
    {
        var entries = new List<SwapEntry>();
        foreach (var line in lines.Skip(1))
        {
            var fields = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 3)
                continue;
            var path = Octal.Unescape(fields[0]);
            if (path.EndsWith(Deleted, StringComparison.Ordinal))
                path = path[..^Deleted.Length];
            _ = long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes);
            entries.Add(new SwapEntry(path, fields[1] == "partition", kibibytes * 1024));
        }

        return entries;
    }
}
