namespace AoEde.Testing.Documents;

/// <summary>
/// The commands of README.md, docs/ and the chart's page, by the scene that runs them. A test that plays a scene asks <see cref="Blocks(string)"/>
/// for it with a literal: another test looks for such calls, and fails for a scene that nobody plays.
/// </summary>
public static class DocumentScenes
{
    private static readonly Lazy<IReadOnlyList<DocumentBlock>> LazyAll = new(ReadAll);

    /// <summary>The root of the working tree.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every fenced block of every page whose commands a reader may type.</summary>
    public static IReadOnlyList<DocumentBlock> All => LazyAll.Value;

    /// <summary>The blocks of a scene: page by page in the order of their paths, and from top to bottom.</summary>
    /// <exception cref="ArgumentException">No page has such a scene.</exception>
    public static IReadOnlyList<DocumentBlock> Blocks(string scene)
    {
        var blocks = All.Where(block => block.Marker?.Scene == scene).ToList();
        return blocks.Count > 0 ? blocks : throw new ArgumentException($"no page has a scene '{scene}'", nameof(scene));
    }

    /// <summary>The blocks of a scene that stand on one page.</summary>
    public static IReadOnlyList<DocumentBlock> Blocks(string scene, string page) => [.. Blocks(scene).Where(block => block.Page == page)];

    private static List<DocumentBlock> ReadAll()
    {
        var docs = Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        string[] pages = [Path.Combine(Root, "README.md"), Path.Combine(Root, "charts", "aoede", "README.md"), .. docs];
        return [.. pages.SelectMany(page => DocumentPage.Blocks(Path.GetRelativePath(Root, page), File.ReadAllLines(page)))];
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
