using AoEde.Engine.State;

namespace AoEde.Engine.Freeze;

/// <summary>Where the shadow of a target lies: the file its options name, else a file in the folder they name, else in the state directory.</summary>
internal sealed class ShadowPaths
{
    private const string Extension = ".shadow";
    private readonly string? _folder;

    /// <summary>Prepares the default folder.</summary>
    /// <param name="stateDirectory">The engine's state directory; null when it has none.</param>
    public ShadowPaths(string? stateDirectory)
    {
        if (stateDirectory is null)
            return;
        _folder = Path.Combine(stateDirectory, "shadow");
        Directory.CreateDirectory(_folder);
    }

    /// <summary>The path of a target's shadow, or null when nothing says where it could be.</summary>
    /// <param name="options">The target.</param>
    public string? For(TargetOptions options)
    {
        if (options.Freeze.ShadowFile is { } file)
            return file;
        return (options.Freeze.ShadowDirectory ?? _folder) is { } folder ? Path.Combine(folder, PlainFileName.Of(options.Name) + Extension) : null;
    }
}
