using System.Globalization;

namespace AoEde.NodeAgent.Inventory;

/// <summary>Small numbers that proc tells; null where it does not.</summary>
internal static class KernelLimits
{
    /// <summary>Release of the kernel.</summary>
    /// <param name="proc">Where proc is mounted.</param>
    public static string? Release(string proc) => FirstLine($"{proc}/sys/kernel/osrelease");

    /// <summary>How many Linux AIO requests the whole machine may have open.</summary>
    /// <param name="proc">Where proc is mounted.</param>
    public static long? AioMaxNr(string proc) => Number(FirstLine($"{proc}/sys/fs/aio-max-nr"));

    /// <summary>Bytes that this process may lock in memory; -1 is unlimited.</summary>
    /// <param name="proc">Where proc is mounted.</param>
    public static long? Memlock(string proc)
    {
        // "Max locked memory         8388608              8388608              bytes"
        const string Name = "Max locked memory";
        try
        {
            var line = File.ReadLines($"{proc}/self/limits").FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal));
            var soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            return soft == "unlimited" ? -1 : Number(soft);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>First line of a small kernel file; null when it cannot be read or is empty.</summary>
    /// <param name="path">The file.</param>
    public static string? FirstLine(string path)
    {
        try
        {
            var line = File.ReadLines(path).FirstOrDefault()?.Trim();
            return string.IsNullOrEmpty(line) ? null : line;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            // A link that is down refuses to tell its speed (EINVAL).
            return null;
        }
    }

    /// <summary>A decimal number; null for anything else.</summary>
    /// <param name="text">Its digits.</param>
    public static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) ? value : null;
}
