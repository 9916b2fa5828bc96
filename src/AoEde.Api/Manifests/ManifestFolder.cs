namespace AoEde.Api.Manifests;

/// <summary>Which files of a folder are manifests.</summary>
public static class ManifestFolder
{
    /// <summary>Whether a file name is one a folder is read for: YAML or JSON, not hidden, not an editor's backup or lock.</summary>
    /// <param name="name">File name without its folder.</param>
    /// <returns>True for a manifest.</returns>
    public static bool IsManifest(string name) =>
        Path.GetExtension(name) is ".yaml" or ".yml" or ".json" && name[0] is not ('.' or '#' or '~');

    /// <summary>Lists the manifests of a folder, not of folders within it.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Their paths, sorted by name so that every run reads them in the same order.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> List(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(path => IsManifest(Path.GetFileName(path))).Order(StringComparer.Ordinal)];
}
