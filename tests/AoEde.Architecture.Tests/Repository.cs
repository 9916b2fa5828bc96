namespace AoEde.Architecture.Tests;

/// <summary>The working tree these tests judge.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", "artifacts", "bin", "obj", "node_modules"];

    /// <summary>The folder that holds AoEde.sln, found upwards from the test's own assembly.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects below a folder of the root.</summary>
    public static IEnumerable<ProjectFile> Projects(params string[] folders) =>
        folders.SelectMany(folder => Files(folder, ".csproj")).Select(path => new ProjectFile(path));

    /// <summary>Files below a folder of the root ("" = everything), by ending, build output excluded.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings)
    {
        var start = Path.Combine(Root, folder);
        return Directory.Exists(start)
            ? Walk(start).Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            : [];
    }

    /// <summary>A path as a person would name it: from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            yield return file;
        foreach (var child in Directory.EnumerateDirectories(folder).Where(child => !NotOurs.Contains(Path.GetFileName(child))))
        {
            foreach (var file in Walk(child))
                yield return file;
        }
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "AoEde.sln")))
                return folder;
        }

        throw new InvalidOperationException($"no AoEde.sln above {AppContext.BaseDirectory}");
    }
}
