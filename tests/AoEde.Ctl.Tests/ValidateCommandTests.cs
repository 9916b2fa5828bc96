using AoEde.Ctl.Commands;

namespace AoEde.Ctl.Tests;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aoectl-");
    private readonly StringWriter _output = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Validate_GoodFile_IsDone()
    {
        var file = Write("a.yaml", Target());
        (await Run("-f", file)).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("1 good target, 0 errors, 0 warnings\n");
    }

    [Fact]
    public async Task Validate_Mistakes_AreTellingFileAndLine()
    {
        var file = Write("a.yaml", Target(shelf: 4095));
        (await Run("-f", file)).ShouldBe(ExitCodes.InvalidInput);
        _output.ToString().ShouldStartWith($"{file}:5: spec.shelf: shelf 4095 is refused by Linux initiators");
        _output.ToString().ShouldEndWith("0 good targets, 1 error, 0 warnings\n");
    }

    [Fact]
    public async Task Validate_SeveralFiles_AreJudgedTogether()
    {
        var first = Write("a.yaml", Target());
        var second = Write("b.yaml", Target().Replace("name: a", "name: b"));
        (await Run("-f", first, "-f", second)).ShouldBe(ExitCodes.InvalidInput);
        _output.ToString().ShouldStartWith($"{second}:5: spec.shelf: address 9.0 on network default is taken by 'a'");
    }

    [Fact]
    public async Task Validate_Folder_IsReadAsAWhole()
    {
        Write("a.yaml", Target());
        Write("b.yaml", Target(slot: 1).Replace("name: a", "name: b"));
        (await Run("-f", _folder.FullName)).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("2 good targets, 0 errors, 0 warnings\n");
    }

    [Fact]
    public async Task Validate_FileNamesOtherNodes_IsJudgedAsForACluster()
    {
        var file = Write("a.yaml", Target(more: "nodeName: some-other-node"));
        (await Run("-f", file)).ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task Validate_ForOneHost_RefusesOtherNodes()
    {
        var file = Write("a.yaml", Target(more: "nodeName: some-other-node"));
        (await Run("-f", file, "--host", "host-a")).ShouldBe(ExitCodes.InvalidInput);
        _output.ToString().ShouldContain("'some-other-node' is not this host, which is host-a");
    }

    [Fact]
    public async Task Validate_ForACluster_WantsANode()
    {
        (await Run("-f", Write("a.yaml", Target()), "--cluster")).ShouldBe(ExitCodes.InvalidInput);
        _output.ToString().ShouldContain("spec.nodeName: is required");
    }

    [Fact]
    public async Task Validate_MissingFile_IsAnError()
    {
        (await Run("-f", "/nowhere/a.yaml")).ShouldBe(ExitCodes.InvalidInput);
        _output.ToString().ShouldStartWith("/nowhere/a.yaml: cannot be read");
    }

    private static string Target(int shelf = 9, int slot = 0, string more = "") => $$"""
        apiVersion: aoede.io/v1alpha1
        kind: AoETarget
        metadata: { name: a }
        spec:
          shelf: {{shelf}}
          slot: {{slot}}
          interfaces: [eth1]
          backing: { file: { path: /srv/disk.img } }{{(more.Length > 0 ? "\n  " + more : "")}}

        """;

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private Task<int> Run(params string[] words)
        => CtlCommandLine.RunAsync(["validate", .. words], new CtlConsole(_output, new StringWriter(), new FixedTime()));
}
