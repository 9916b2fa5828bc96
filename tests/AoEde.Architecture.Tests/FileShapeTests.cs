using System.Text.RegularExpressions;

namespace AoEde.Architecture.Tests;

/// <summary>Small files, one idea each, found where their name says.</summary>
public sealed partial class FileShapeTests
{
    private const int MostLines = 500;
    private const int MedianLines = 100;
    private const int MostFilesInAFolder = 40;

    /// <summary>Files that hold no type of their own name, by C# custom.</summary>
    private static readonly string[] WithoutTheirType = ["Program.cs", "AssemblyInfo.cs", "GlobalUsings.cs"];

    /// <summary>Folders that only sort files: their types belong to the namespace above, where a user of the API looks for them.</summary>
    private static readonly string[] SortingFolders = ["src/AoEde.Api/Status"];

    [Fact]
    public void File_OfAnyLanguage_HasAtMost500Lines() =>
        Repository.Files("", ".cs", ".sh", ".py", ".c")
            .Where(path => File.ReadLines(path).Count() > MostLines)
            .Select(Repository.Relative)
            .ShouldBeEmpty();

    [Fact]
    public void Sources_TakenTogether_HaveAMedianOfAtMost100Lines()
    {
        var lengths = Repository.Files("src", ".cs").Select(path => File.ReadLines(path).Count()).Order().ToList();

        lengths[lengths.Count / 2].ShouldBeLessThanOrEqualTo(MedianLines);
    }

    [Fact]
    public void Folder_OfSources_HasAtMost40Files() =>
        Repository.Files("", ".cs")
            .GroupBy(path => Path.GetDirectoryName(path)!)
            .Where(folder => folder.Count() > MostFilesInAFolder)
            .Select(folder => $"{Repository.Relative(folder.Key)}: {folder.Count()} files")
            .ShouldBeEmpty();

    [Fact]
    public void File_WithTypes_IsNamedAfterOneOfThem() =>
        Repository.Files("", ".cs")
            .Where(path => !WithoutTheirType.Contains(Path.GetFileName(path)) && !DeclaresItsName(path))
            .Select(Repository.Relative)
            .ShouldBeEmpty();

    [Fact]
    public void Namespace_OfASourceFile_MirrorsItsFolder() =>
        Repository.Files("src", ".cs")
            .Where(path => !IsFacet(path))
            .Select(path => (Path: Repository.Relative(path), Declared: Namespace().Match(File.ReadAllText(path)).Groups[1].Value))
            .Where(file => file.Declared.Length > 0 && file.Declared != ExpectedNamespace(file.Path))
            .Select(file => $"{file.Path}: {file.Declared}")
            .ShouldBeEmpty();

    [Fact]
    public void File_OfAnyKind_HasNothingLeftToDo() =>
        Repository.Files("", ".cs", ".sh", ".py", ".c", ".md", ".csproj", ".props", ".yaml", "Makefile")
            .Where(path => LeftToDo().IsMatch(File.ReadAllText(path)))
            .Select(Repository.Relative)
            .ShouldBeEmpty();

    [Fact]
    public void Test_WhenItCannotRun_SaysSoAtRunTime() =>
        Repository.Files("tests", ".cs")
            .Where(path => SwitchedOff().IsMatch(File.ReadAllText(path)))
            .Select(Repository.Relative)
            .ShouldBeEmpty();

    /// <summary>One facet of a partial type, named after a dot: LibC.Sockets.cs.</summary>
    private static bool IsFacet(string path) => Path.GetFileNameWithoutExtension(path).Contains('.', StringComparison.Ordinal);

    private static bool DeclaresItsName(string path)
    {
        var name = Path.GetFileName(path).Split('.')[0];
        return TypeDeclaration().Matches(File.ReadAllText(path)).Any(match => match.Groups[1].Value == name);
    }

    private static string ExpectedNamespace(string relativePath) =>
        string.Join('.', relativePath.Split('/')[1..(SortingFolders.Contains(Path.GetDirectoryName(relativePath)) ? ^2 : ^1)]);

    [GeneratedRegex(@"\b(?:record\s+(?:class|struct)|record|class|struct|interface|enum|delegate\s+\S+)\s+(\w+)", RegexOptions.None, 1000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();

    // Each word is broken by a group, so that this file does not match itself.
    [GeneratedRegex(@"\b(?:TO)DO\b|\b(?:FIX)ME\b|\b(?:NotImpl)ementedException\b", RegexOptions.None, 1000)]
    private static partial Regex LeftToDo();

    [GeneratedRegex(@"(?:Sk)ip\s*=\s*""|Assert\.True\((?:tr)ue", RegexOptions.None, 1000)]
    private static partial Regex SwitchedOff();
}
