using System.Text;
using AoEde.Engine.State;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.State;

/// <summary>An edit that is answered is on the disk; one that could not be stored is not in force and not answered.</summary>
public sealed class SoftStateKeeperTests : IDisposable
{
    private const int StateNotStored = 105;
    private const byte Set = 3, ForceSet = 4;
    private readonly TempFolder _folder = new();
    private readonly SoftStateStore _store;

    public SoftStateKeeperTests() => _store = new SoftStateStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Edit_Answered_IsStoredAndInForce()
    {
        using var served = ServedTarget.Start(store: _store);
        served.Ask(served.Client.Config(ForceSet, "hello")).Text.ShouldBe("hello");

        Stored().ShouldBe("hello");
        Encoding.UTF8.GetString(served.Target.State.ConfigString).ShouldBe("hello");
    }

    [SkippableFact]
    public void Edits_SentInARow_AreAppliedInOrderAndEachAnswered()
    {
        using var served = ServedTarget.Start(store: _store);
        var edits = Enumerable.Range(0, 20).Select(i => served.Client.Config(i == 0 ? Set : ForceSet, $"text {i}")).ToArray();
        var replies = served.Client.Exchange(edits, edits.Length);

        replies.Select(r => r.Tag).ShouldBe(edits.Select(e => e.Tag));
        replies.ShouldAllBe(r => !r.IsError);
        Stored().ShouldBe("text 19");
    }

    [SkippableFact]
    public void Edits_OfAllKindsInARow_KeepEachOthersOutcome()
    {
        using var served = ServedTarget.Start(store: _store);
        var mac = served.Client.Initiator.Mac;
        var replies = served.Client.Exchange(
            [served.Client.Config(ForceSet, "a"), served.Client.MaskEdit((1, mac)), served.Client.ReserveSet(mac)], expected: 3);

        replies.Count.ShouldBe(3);
        var stored = _store.Load("disk1", Sample.Uid)!;
        stored.ConfigString.ShouldBe("a"u8.ToArray());
        stored.Mask.ShouldBe([mac]);
        stored.Reservation.ShouldBe([mac]);
    }

    [SkippableFact]
    public void Edit_ThatCannotBeStored_IsNotInForceAndNotAnswered()
    {
        using var served = ServedTarget.Start(store: _store);
        served.Ask(served.Client.Config(ForceSet, "before"));
        Break();
        var edit = served.Client.Config(ForceSet, "after");
        served.Client.Initiator.Send(edit);
        Eventually.True(() => served.Log.Count(StateNotStored) > 0, "the failure is logged");
        var replies = served.Client.Exchange([served.Client.Config()], expected: 1);

        replies.Single().Text.ShouldBe("before");
        replies.ShouldNotContain(r => r.Tag == edit.Tag, "an answer would mean that it is stored");
        Encoding.UTF8.GetString(served.Target.State.ConfigString).ShouldBe("before");
    }

    [SkippableFact]
    public void Edit_AfterTheDiskIsBack_IsDone()
    {
        using var served = ServedTarget.Start(store: _store);
        Break();
        served.Client.Initiator.Send(served.Client.Config(ForceSet, "lost"));
        Eventually.True(() => served.Log.Count(StateNotStored) > 0, "the failure is logged");
        Repair();

        served.Ask(served.Client.Config(ForceSet, "kept")).Text.ShouldBe("kept");
        Stored().ShouldBe("kept");
    }

    [SkippableFact]
    public void Edit_ThatChangesNothing_NeedsNoDisk()
    {
        using var served = ServedTarget.Start(store: _store);
        served.Ask(served.Client.Config(ForceSet, "same"));
        Break();

        served.Ask(served.Client.Config(Set, "same")).IsError.ShouldBeFalse();
        served.Ask(served.Client.Config(Set, "other")).Error.ShouldBe((byte)AoeError.ConfigStringPresent);
        served.Log.Count(StateNotStored).ShouldBe(0);
    }

    [SkippableFact]
    public void Edit_WithoutAStore_IsKeptInMemory()
    {
        using var served = ServedTarget.Start();
        served.Ask(served.Client.Config(ForceSet, "hello")).Text.ShouldBe("hello");

        served.Ask(served.Client.Config()).Text.ShouldBe("hello");
    }

    [Fact]
    public async Task Size_Recorded_IsStoredBesideTheRest()
    {
        using var image = new TempImage(8, filled: false);
        using var target = Sample.Target(image, state: new SoftState { ConfigString = [1, 2, 3] });
        await using (var keeper = new SoftStateKeeper(_store, new RecordingLogger()))
            await keeper.RecordSizeAsync(target, 4096);

        var stored = _store.Load("disk1", Sample.Uid)!;
        stored.RecordedBytes.ShouldBe(4096);
        stored.ConfigString.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Size_OfATargetThatCannotBeStored_DoesNotHoldUpAnother()
    {
        using var imageA = new TempImage(8, filled: false);
        using var imageB = new TempImage(8, filled: false);
        using var broken = Sample.Target(imageA, o => o with { Name = "broken" });
        using var sound = Sample.Target(imageB, o => o with { Name = "sound" });
        Directory.CreateDirectory(_folder[Path.Combine("targets", "broken.json")]);
        var log = new RecordingLogger();
        await using (var keeper = new SoftStateKeeper(_store, log))
        {
            await keeper.RecordSizeAsync(broken, 4096);
            await keeper.RecordSizeAsync(sound, 4096);
        }

        log.Count(StateNotStored).ShouldBe(1);
        broken.State.RecordedBytes.ShouldBe(0);
        _store.Load("sound", Sample.Uid)!.RecordedBytes.ShouldBe(4096);
    }

    private string Stored() => Encoding.UTF8.GetString(_store.Load("disk1", Sample.Uid)!.ConfigString);

    // Root may write anywhere, so nothing is made read-only: a file where the folder should be stops even root.
    private void Break()
    {
        Directory.Move(_folder["targets"], _folder["aside"]);
        File.WriteAllText(_folder["targets"], "in the way");
    }

    private void Repair()
    {
        File.Delete(_folder["targets"]);
        Directory.Move(_folder["aside"], _folder["targets"]);
    }
}
