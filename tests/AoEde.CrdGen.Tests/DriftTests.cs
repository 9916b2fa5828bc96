namespace AoEde.CrdGen.Tests;

public sealed class DriftTests
{
    public static TheoryData<string> Paths => [.. GeneratedFiles.All().Select(file => file.Path)];

    [Theory, MemberData(nameof(Paths))]
    public void CommittedFile_ComparedWithTheTypes_IsWhatTheyGive(string path)
    {
        var made = GeneratedFiles.All().Single(file => file.Path == path).Text;

        File.ReadAllText(Path.Combine(Repository.Root, path)).ShouldBe(made, "run `make crds` and commit what it writes");
    }

    [Fact]
    public void Folder_OfDefinitions_HoldsNoOthers() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "config", "crds"), "*.yaml").Select(path => $"config/crds/{Path.GetFileName(path)}")
            .ShouldBe(GeneratedFiles.All().Select(file => file.Path).Where(path => path.EndsWith(".yaml", StringComparison.Ordinal)), ignoreOrder: true);

    [Fact]
    public void Files_MadeTwice_AreTheSame() => GeneratedFiles.All().ShouldBe(GeneratedFiles.All());

    [Fact]
    public void Files_OfAnyKind_EndLinesWithALineFeedAlone() =>
        GeneratedFiles.All().ShouldAllBe(file => !file.Text.Contains('\r') && file.Text.EndsWith('\n'));
}
