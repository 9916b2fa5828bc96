using System.Text.Json.Nodes;
using AoEde.NodeAgent.Status;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.NodeAgent.Tests.Status;

public sealed class StatusFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Publish_Targets_WritesOneFileEach()
    {
        using var files = New();
        files.Publish([Document("a", 1), Document("b", 2)]);
        File.ReadAllText(_folder.File("a.yaml")).ShouldBe("value: 1\n");
        File.ReadAllText(_folder.File("b.yaml")).ShouldBe("value: 2\n");
        Listing().ShouldBe(["a.yaml", "b.yaml"]);
    }

    [Fact]
    public void Publish_TargetGone_RemovesItsFile()
    {
        using var files = New();
        files.Publish([Document("a", 1), Document("b", 2)]);
        files.Publish([Document("b", 2)]);
        Listing().ShouldBe(["b.yaml"]);
    }

    [Fact]
    public void Publish_NothingChanged_LeavesTheFileAlone()
    {
        using var files = New();
        files.Publish([Document("a", 1)]);
        File.WriteAllText(_folder.File("a.yaml"), "touched by a test");
        files.Publish([Document("a", 1)]);
        File.ReadAllText(_folder.File("a.yaml")).ShouldBe("touched by a test");
    }

    [Fact]
    public void Publish_Changed_ReplacesTheFileByRename()
    {
        using var files = New();
        files.Publish([Document("a", 1)]);
        using var reader = File.OpenText(_folder.File("a.yaml"));
        files.Publish([Document("a", 2)]);
        reader.ReadToEnd().ShouldBe("value: 1\n", "who opened the old file reads it to its end");
        File.ReadAllText(_folder.File("a.yaml")).ShouldBe("value: 2\n");
    }

    [Fact]
    public void Publish_FolderIsGone_IsNoFailureAndIsMadeUpLater()
    {
        using var files = New();
        Directory.Delete(_folder.Path);
        Should.NotThrow(() => files.Publish([Document("a", 1)]));
        Directory.CreateDirectory(_folder.Path);
        files.Publish([Document("a", 1)]);
        Listing().ShouldBe(["a.yaml"]);
    }

    [Fact]
    public void New_FilesOfAKilledAgent_AreRemoved()
    {
        _folder.Write("old.yaml", "stale");
        using var files = New();
        Listing().ShouldBeEmpty();
    }

    [Fact]
    public void Dispose_RemovesTheFiles()
    {
        using (var files = New())
        {
            files.Publish([Document("a", 1)]);
        }

        Listing().ShouldBeEmpty();
    }

    private static TargetDocument Document(string name, int value) => new(name, new JsonObject { ["value"] = value }, Samples.Exported(name));

    private StatusFiles New() => new(_folder.Path, NullLogger.Instance);

    private string[] Listing() => [.. Directory.EnumerateFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
