namespace AoEde.Architecture.Tests;

/// <summary>One place for versions, one list of projects.</summary>
public sealed class ProjectFileTests
{
    private static IEnumerable<ProjectFile> All => Repository.Projects("src", "tests", "tools", "bench");

    [Fact]
    public void PackageReference_InAProject_CarriesNoVersion() =>
        All.SelectMany(project => project.PackageReferences.Select(package => (project, package)))
            .Where(pair => pair.package.Attributes().Any(attribute => attribute.Name.LocalName.Contains("Version", StringComparison.Ordinal)))
            .Select(pair => $"{Repository.Relative(pair.project.Path)}: {ProjectFile.Include(pair.package)}")
            .ShouldBeEmpty();

    [Fact]
    public void Project_AnywhereInTheTree_IsInTheSolution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "AoEde.sln"));

        All.Select(project => Repository.Relative(project.Path))
            .Where(path => !solution.Contains($"\"{path.Replace('/', '\\')}\"", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void TestProject_ByItsName_SeesTheInternalsOfOneProjectAtMost() =>
        Repository.Files("src", ".csproj", ".cs")
            .Where(path => File.ReadLines(path).Any(line => line.Contains("InternalsVisibleTo", StringComparison.Ordinal)))
            .Select(Repository.Relative)
            .ShouldBeEmpty("Directory.Build.props opens each project to its own tests, and only to them");
}
