using AoEde.Api.Manifests;
using AoEde.NodeAgent.Sources;

namespace AoEde.NodeAgent.Tests.Sources;

public sealed class ManifestLedgerTests
{
    private const string Root = "/etc/aoede/targets.d";
    private const string A = Root + "/a.yaml";
    private const string B = Root + "/b.yaml";

    private readonly ManifestLedger _ledger = new(Root);
    private readonly ManifestReader _reader = new(ManifestOptions.SingleHost("host-a"));

    [Fact]
    public void Update_GoodFiles_GivesTheirTargets()
        => Names(Update((A, Manifests.Target("a")), (B, Manifests.Target("b", slot: 1)))).ShouldBe(["a", "b"]);

    [Fact]
    public void Update_FileNoLongerParses_KeepsItsLastGoodVersionAndNamesTheLine()
    {
        Update((A, Manifests.Target("a", more: "configString: before")));

        var reading = Update((A, "spec: [\n"));

        reading.Targets.Single().Spec.ConfigString.ShouldBe("before");
        reading.HasErrors.ShouldBeTrue();
        reading.Diagnostics.Single().ToString().ShouldStartWith($"{A}:");
        reading.Diagnostics.Single().Line.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Update_SameMistakeAgain_IsNotToldTwice()
    {
        Update((A, "spec: [\n")).HasErrors.ShouldBeTrue();
        Update((A, "spec: [\n")).Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Update_MistakeCorrectedAndMadeAgain_IsToldAgain()
    {
        Update((A, "spec: [\n"));
        Update((A, Manifests.Target("a")));
        Update((A, "spec: [\n")).HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void Update_FileCorrected_IsFollowed()
    {
        Update((A, Manifests.Target("a")));
        Update((A, "spec: [\n"));
        Update((A, Manifests.Target("a", more: "configString: after"))).Targets.Single().Spec.ConfigString.ShouldBe("after");
    }

    [Fact]
    public void Update_FileDeleted_WithdrawsItsTargets()
    {
        Update((A, Manifests.Target("a")), (B, Manifests.Target("b", slot: 1)));
        Names(Update((B, Manifests.Target("b", slot: 1)))).ShouldBe(["b"]);
    }

    [Fact]
    public void Update_OneTargetOfAFileGoesWrong_KeepsItAndFollowsTheOthers()
    {
        Update((A, Manifests.Target("a") + "---\n" + Manifests.Target("b", slot: 1)));

        var reading = Update((A, Manifests.Target("a", more: "readOnly: true") + "---\n" + Manifests.Target("b", slot: 999)));

        Names(reading).ShouldBe(["a", "b"]);
        reading.Targets[0].Spec.ReadOnly.ShouldBeTrue();
        reading.Targets[1].Spec.Slot.ShouldBe(1);
    }

    [Fact]
    public void Update_OneTargetWrongFromTheStart_TheOthersAreServed()
        => Names(Update((A, Manifests.Target("a") + "---\n" + Manifests.Target("b", slot: 999)))).ShouldBe(["a"]);

    [Fact]
    public void Update_OneTargetTakenOutAndAnotherSpoilt_OnlyTheSpoiltOneStays()
    {
        Update((A, Manifests.Target("a") + "---\n" + Manifests.Target("b", slot: 1)));
        Names(Update((A, Manifests.Target("b", slot: 999)))).ShouldBe(["b"]);
    }

    [Fact]
    public void Update_NameItselfIsSpoilt_KeepsWhatItMayHaveBeen()
    {
        Update((A, Manifests.Target("a") + "---\n" + Manifests.Target("b", slot: 1)));
        var reading = Update((A, Manifests.Target("a") + "---\n" + Manifests.Target("b", slot: 1).Replace("name: b", "nam: b")));
        Names(reading).ShouldBe(["a", "b"]);
        reading.HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void Update_TargetRemovedFromAGoodFile_IsWithdrawn()
    {
        Update((A, Manifests.Target("a") + "---\n" + Manifests.Target("b", slot: 1)));
        Names(Update((A, Manifests.Target("a")))).ShouldBe(["a"]);
    }

    [Fact]
    public void Update_FolderCannotBeListed_WithdrawsNothing()
    {
        Update((A, Manifests.Target("a")));
        var reading = _ledger.Update([_reader.ReadFile(Root)]);
        Names(reading).ShouldBe(["a"]);
        reading.HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void Update_NewFileWantsAnAddressInUse_TheOneServedKeepsIt()
    {
        Update((B, Manifests.Target("b")));

        var reading = Update((A, Manifests.Target("a")), (B, Manifests.Target("b")));

        Names(reading).ShouldBe(["b"]);
        reading.Diagnostics.Single().ToString().ShouldStartWith($"{A}:5: spec.shelf: address 9.0");
    }

    [Fact]
    public void Update_BackingChangedWhileServing_IsHeldToRuleT7()
    {
        Update((A, Manifests.Target("a", path: "/srv/one.img")));

        var reading = Update((A, Manifests.Target("a", path: "/srv/two.img")));

        reading.Targets.Single().Spec.Backing.File!.Path.ShouldBe("/srv/one.img");
        reading.Diagnostics.Single().Rule.ShouldBe("T7");
        reading.Diagnostics.Single().Line.ShouldBe(8);
    }

    [Fact]
    public void Update_BackingChangedWhileSuspended_IsFollowed()
    {
        Update((A, Manifests.Target("a", path: "/srv/one.img")));
        var reading = Update((A, Manifests.Target("a", path: "/srv/two.img", more: "suspend: true")));
        reading.Targets.Single().Spec.Backing.File!.Path.ShouldBe("/srv/two.img");
        reading.HasErrors.ShouldBeFalse();
    }

    private static IEnumerable<string?> Names(TargetReading reading) => reading.Targets.Select(target => target.Metadata.Name);

    private TargetReading Update(params (string Path, string Text)[] files)
        => _ledger.Update([.. files.Select(file => _reader.ReadText(file.Path, file.Text))]);
}
