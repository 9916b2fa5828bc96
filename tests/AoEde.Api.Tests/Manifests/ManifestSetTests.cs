using AoEde.Api.Manifests;

namespace AoEde.Api.Tests.Manifests;

public sealed class ManifestSetTests : IDisposable
{
    private static readonly ManifestReader Reader = new(ManifestOptions.Cluster);
    private readonly string _folder = Directory.CreateTempSubdirectory("aoede-manifests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Folder_Read_TakesManifestsInOrderAndNothingElse()
    {
        string[] names = ["b.yaml", "a.yml", "c.json", ".hidden.yaml", "d.yaml~", "#e.yaml", "~f.yaml", "g.yaml.bak", ".h.yaml.swp", "i.txt", "J.yaml"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            File.WriteAllText(Path.Combine(_folder, name), ManifestReaderTests.Target($"t{i}", i));
        Directory.CreateDirectory(Path.Combine(_folder, "k.yaml"));

        var set = Reader.Read(_folder);

        set.Files.Select(file => Path.GetFileName(file.Path)).ShouldBe(["J.yaml", "a.yml", "b.yaml", "c.json"]);
        set.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void BrokenFile_InAFolder_DoesNotTouchTheOthers()
    {
        File.WriteAllText(Path.Combine(_folder, "a.yaml"), "a: [");
        File.WriteAllText(Path.Combine(_folder, "b.yaml"), ManifestReaderTests.Target("b", 1));

        var set = Reader.Read(_folder);

        set.Targets.ShouldHaveSingleItem().Name.ShouldBe("b");
        set.Files.Select(file => file.IsReadable).ShouldBe([false, true]);
        set.HasErrors.ShouldBeTrue();
    }

    [Theory]
    [InlineData("freeze: {view: {slot: 2}}", "", "b.yaml:5: spec.shelf: address 1.2 on network default is taken by 'a'")]
    [InlineData("", "freeze: {view: {slot: 1}}", "b.yaml:10: spec.freeze.view.slot: address 1.1 on network default is taken by 'a'")]
    [InlineData("freeze: {view: {slot: 9}}", "freeze: {view: {slot: 9}}", "b.yaml:10: spec.freeze.view.slot: address 1.9 on network default is taken by 'a'")]
    [InlineData("freeze: {view: {slot: 9}}", "freeze: {view: {shelf: 2, slot: 9}}", "")]
    public void ViewAddress_AskedForTwice_GoesToTheFirst(string first, string second, string expected)
    {
        var set = ManifestSet.Combine([Read("a", 1, first), Read("b", 2, second)]);

        var said = string.Join('\n', set.Diagnostics.Select(d => $"{d.File}:{d.Line}: {d.Field}: {d.Message}"));
        (expected.Length == 0 ? said : said[..Math.Min(said.Length, expected.Length)]).ShouldBe(expected);
        set.Targets.Count.ShouldBe(expected.Length == 0 ? 2 : 1);

        static ManifestFile Read(string name, int slot, string more) =>
            Reader.ReadText($"{name}.yaml", $$"""
                apiVersion: aoede.io/v1alpha1
                kind: AoETarget
                metadata: {name: {{name}}}
                spec:
                  shelf: 1
                  slot: {{slot}}
                  nodeName: n
                  interfaces: [eth1]
                  backing: { file: { path: /srv/x } }
                  {{more}}
                """);
    }

    [Fact]
    public void SameAddress_InTwoFiles_GoesToTheFirstAndNamesIt()
    {
        var set = ManifestSet.Combine([Read("a.yaml", "one", 1), Read("b.yaml", "two", 1)]);

        set.Targets.ShouldHaveSingleItem().Name.ShouldBe("one");
        set.Diagnostics.ShouldHaveSingleItem().ToString()
            .ShouldBe("b.yaml:4: spec.shelf: address 1.1 on network default is taken by 'one', see a.yaml:1 (choose another shelf or slot)");
    }

    [Fact]
    public void SameAddress_ServedAlready_IsNotTakenByANewcomer()
    {
        var set = ManifestSet.Combine([Read("a.yaml", "newcomer", 1), Read("b.yaml", "served", 1)], target => target.Name == "served");

        set.Targets.ShouldHaveSingleItem().Name.ShouldBe("served");
        set.Diagnostics.ShouldHaveSingleItem().File.ShouldBe("a.yaml");
    }

    [Fact]
    public void SameAddress_OnAnotherNetwork_IsAnotherAddress()
    {
        var other = Reader.ReadText("b.yaml", ManifestReaderTests.Target("two", 1).Replace("slot: 1", "slot: 1, network: san-b"));

        var set = ManifestSet.Combine([Read("a.yaml", "one", 1), other]);

        set.Diagnostics.ShouldBeEmpty();
        set.Targets.Count.ShouldBe(2);
    }

    [Fact]
    public void SameName_InOneFile_GoesToTheFirst()
    {
        var file = Reader.ReadText("a.yaml", $"{ManifestReaderTests.Target("one", 1)}\n---\n{ManifestReaderTests.Target("one", 2)}");

        var set = ManifestSet.Combine([file]);

        set.Targets.ShouldHaveSingleItem().Target.Spec.Slot.ShouldBe(1);
        set.Diagnostics.ShouldHaveSingleItem().ToString()
            .ShouldBe("a.yaml:8: metadata.name: the name 'one' is taken, see a.yaml:1 (choose another name)");
    }

    private static ManifestFile Read(string file, string name, int slot) => Reader.ReadText(file, ManifestReaderTests.Target(name, slot));
}
