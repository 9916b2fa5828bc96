using System.Globalization;
using AoEde.Native.Files;

namespace AoEde.Native.Host;

/// <summary>A device's directory in sysfs, by its real path (the entries of dev/block, holders and slaves are links).
/// Attributes that are missing, or that a vanishing device no longer answers, read as absent.</summary>
internal sealed class SysDirectory
{
    private readonly string _path;

    private SysDirectory(string path) => _path = path;

    public string Name => Path.GetFileName(_path);

    public DeviceNumber? Device => DeviceNumber.TryParse(Text("dev"), out var number) ? number : null;

    public SysDirectory? Parent => Path.GetDirectoryName(_path) is { } parent ? new SysDirectory(parent) : null;

    public static SysDirectory? Open(string path)
    {
        try
        {
            var real = Directory.ResolveLinkTarget(path, true)?.FullName ?? path;
            return Directory.Exists(real) ? new SysDirectory(real) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public bool Has(string attribute) => File.Exists(Path.Combine(_path, attribute));

    /// <summary>The devices among the entries of a subdirectory.</summary>
    public IEnumerable<SysDirectory> Children(string directory)
    {
        var path = Path.Combine(_path, directory);
        if (!Directory.Exists(path))
            yield break;
        foreach (var entry in Directory.GetFileSystemEntries(path).Order(StringComparer.Ordinal))
        {
            if (Open(entry) is { } child && child.Has("dev"))
                yield return child;
        }
    }

    /// <summary>An attribute without white space around it; null when it is missing or empty.</summary>
    public string? Text(string attribute)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(_path, attribute)).Trim('\0', ' ', '\n', '\t', '\r');
            return text.Length > 0 ? text : null;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public byte[]? Bytes(string attribute)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(_path, attribute));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public long Number(string attribute, long fallback = 0) =>
        long.TryParse(Text(attribute), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : fallback;
}
