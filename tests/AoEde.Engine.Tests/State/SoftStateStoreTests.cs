using System.Text;
using AoEde.Engine.State;
using AoEde.Engine.Tests.Bench;
using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.State;

/// <summary>What is kept of a target across restarts.</summary>
public sealed class SoftStateStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SoftStateStore _store;

    public SoftStateStoreTests() => _store = new SoftStateStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    private string FileOfDisk1 => _folder[Path.Combine("targets", "disk1.json")];

    [Fact]
    public void Load_WhatWasSaved_IsTheSame()
    {
        var state = new SoftState
        {
            ConfigString = [0, 1, 0xFF, (byte)'x', (byte)'"'],
            Mask = [Sample.Mac(1), Sample.Mac(2)],
            Reservation = [Sample.Mac(3)],
            RecordedBytes = 1L << 45,
            ShadowPath = "/var/lib/aoede/shadow/disk1.shadow",
            FreezeSequence = 3,
        };
        _store.Save("disk1", Sample.Uid, state);

        var loaded = new SoftStateStore(_folder.Path).Load("disk1", Sample.Uid)!;
        loaded.ConfigString.ShouldBe(state.ConfigString);
        loaded.Mask.ShouldBe(state.Mask);
        loaded.Reservation.ShouldBe(state.Reservation);
        loaded.RecordedBytes.ShouldBe(state.RecordedBytes);
        loaded.ShadowPath.ShouldBe(state.ShadowPath);
        loaded.FreezeSequence.ShouldBe(3);
    }

    [Fact]
    public void Load_AFileFromBeforeFreezes_IsThawed()
    {
        File.WriteAllText(FileOfDisk1, $$"""{"version":1,"uid":"{{Sample.Uid}}","recordedBytes":5}""");

        var loaded = _store.Load("disk1", Sample.Uid)!;
        loaded.RecordedBytes.ShouldBe(5);
        loaded.ShadowPath.ShouldBeNull();
        loaded.FreezeSequence.ShouldBe(0);
    }

    [Fact]
    public void Save_WhileFrozen_HasANumberThatVersionsWithoutFreezesRefuse()
    {
        _store.Save("disk1", Sample.Uid, new SoftState { ShadowPath = "/s" });
        File.ReadAllText(FileOfDisk1).ShouldContain("\"version\": 2");

        _store.Save("disk1", Sample.Uid, new SoftState { FreezeSequence = 1 });
        File.ReadAllText(FileOfDisk1).ShouldContain("\"version\": 1", customMessage: "thawed, the file means what it always meant");
    }

    [Fact]
    public void Load_NothingSaved_IsNull() => _store.Load("disk1", Sample.Uid).ShouldBeNull();

    [Fact]
    public void Load_SavedForAnotherUid_IsNull()
    {
        _store.Save("disk1", Guid.NewGuid(), new SoftState { RecordedBytes = 1 });

        _store.Load("disk1", Sample.Uid).ShouldBeNull("a new target of an old name starts empty");
    }

    [Fact]
    public void Save_Again_ReplacesTheWhole()
    {
        _store.Save("disk1", Sample.Uid, new SoftState { ConfigString = new byte[1024], Mask = [Sample.Mac(1)] });
        _store.Save("disk1", Sample.Uid, new SoftState { RecordedBytes = 5 });

        var loaded = _store.Load("disk1", Sample.Uid)!;
        loaded.ConfigString.ShouldBeEmpty();
        loaded.Mask.ShouldBeEmpty();
        loaded.RecordedBytes.ShouldBe(5);
    }

    [Fact]
    public void Load_BesideALeftoverOfACrash_ReadsTheWholeOldFile()
    {
        _store.Save("disk1", Sample.Uid, new SoftState { RecordedBytes = 5 });
        File.WriteAllText(FileOfDisk1 + ".new", "{ \"version\": 1, \"uid\"");

        _store.Load("disk1", Sample.Uid)!.RecordedBytes.ShouldBe(5);
        _store.Save("disk1", Sample.Uid, new SoftState { RecordedBytes = 6 });
        _store.Load("disk1", Sample.Uid)!.RecordedBytes.ShouldBe(6);
        File.Exists(FileOfDisk1 + ".new").ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":3,"uid":"01234567-89ab-cdef-0123-456789abcdef"}""")]
    [InlineData("""{"version":1,"uid":"nobody"}""")]
    [InlineData("""{"version":1,"uid":"01234567-89ab-cdef-0123-456789abcdef","configString":"%%%"}""")]
    [InlineData("""{"version":1,"uid":"01234567-89ab-cdef-0123-456789abcdef","configString":null}""")]
    [InlineData("""{"version":1,"uid":"01234567-89ab-cdef-0123-456789abcdef","mask":["02:00"]}""")]
    [InlineData("""{"version":1,"uid":"01234567-89ab-cdef-0123-456789abcdef","mask":[null]}""")]
    [InlineData("""{"version":1,"uid":"01234567-89ab-cdef-0123-456789abcdef","mask":null}""")]
    [InlineData("""{"version":1,"uid":"01234567-89ab-cdef-0123-456789abcdef","reservation":["x"]}""")]
    public void Load_ADamagedFile_NamesTheFileAndTheRemedy(string content)
    {
        File.WriteAllText(FileOfDisk1, content);

        var refusal = Should.Throw<InvalidDataException>(() => _store.Load("disk1", Sample.Uid));
        refusal.Message.ShouldContain(FileOfDisk1);
        refusal.Message.ShouldContain("move it away", Case.Insensitive);
    }

    [Fact]
    public void Load_MoreThanTheProtocolCarries_IsRefused()
    {
        _store.Save("disk1", Sample.Uid, new SoftState { ConfigString = new byte[1025] });
        Should.Throw<InvalidDataException>(() => _store.Load("disk1", Sample.Uid));
        _store.Save("disk1", Sample.Uid, new SoftState { Mask = [.. Enumerable.Range(1, 256).Select(Sample.Mac)] });
        Should.Throw<InvalidDataException>(() => _store.Load("disk1", Sample.Uid));
    }

    [Fact]
    public void Save_NamesThatAreNoFileNames_StayInTheFolderAndApart()
    {
        string[] names = ["../../etc/passwd", "a/b", "a%2Fb", "a b", ".", "disk1.json", "é"];
        foreach (string name in names)
            _store.Save(name, Sample.Uid, new SoftState { ConfigString = Encoding.UTF8.GetBytes(name) });

        foreach (string name in names)
            Encoding.UTF8.GetString(_store.Load(name, Sample.Uid)!.ConfigString).ShouldBe(name);
        Directory.GetFiles(_folder[Path.Combine("targets")]).Length.ShouldBe(names.Length);
    }

    [Fact]
    public void Save_FolderGone_IsAnIoErrorAndNoFile()
    {
        Directory.Delete(_folder["targets"]);
        File.WriteAllText(_folder["targets"], "in the way");

        Should.Throw<IOException>(() => _store.Save("disk1", Sample.Uid, new SoftState()));
    }
}
