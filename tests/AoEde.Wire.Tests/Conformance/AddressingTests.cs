using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>A: who is meant by a frame, and what its header may hold.</summary>
public sealed class AddressingTests(Subjects subjects) : ConformanceTests(subjects)
{
    [SkippableTheory, EverySetup]
    public void Case001_ConfigReadExactAddress_Answer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Config() with { Tag = 0x01020304 });
        reply.ShouldBeGood();
        reply.Tag.ShouldBe(0x01020304u);
        (reply.Shelf, reply.Slot).ShouldBe((SubjectOptions.Shelf, SubjectOptions.Slot));
    }

    [SkippableTheory, EverySetup]
    public void Case002_ConfigReadToEverybody_OwnAddressToRequester(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Config() with { Destination = MacAddress.Broadcast, Shelf = 0xFFFF, Slot = 0xFF });
        (reply.Shelf, reply.Slot).ShouldBe((SubjectOptions.Shelf, SubjectOptions.Slot));
        reply.Destination.ShouldBe(target.Me.Initiator.Mac);
    }

    [SkippableTheory, EverySetup]
    public void Case003_ConfigReadToAnySlotOfTheShelf_Answer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config() with { Slot = 0xFF }).ShouldBeGood();
    }

    [SkippableTheory, EverySetup]
    public void Case004_ConfigReadToTheSlotOfAnyShelf_Answer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config() with { Shelf = 0xFFFF }).ShouldBeGood();
    }

    [SkippableTheory, EverySetup]
    public void Case005_ConfigReadToAnotherAddress_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(target.Me.Config() with { Shelf = 9 }, target.Me.Config() with { Slot = 9 });
    }

    [SkippableTheory, EverySetup]
    public void Case006_ResponseFlagSet_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(
            target.Me.Config() with { VersionAndFlags = 0x18 },
            target.Me.Read(0, 1) with { VersionAndFlags = 0x18 });
    }

    [SkippableTheory, EverySetup]
    public void Case007_Version0_UnsupportedVersion(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config() with { VersionAndFlags = 0x00 }).ShouldBeError(5);
    }

    [SkippableTheory, EverySetup]
    public void Case008_Version2_UnsupportedVersion(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config() with { VersionAndFlags = 0x20 }).ShouldBeError(5);
    }

    [SkippableTheory, EverySetup]
    public void Case009_ErrorFlagInRequest_NormalAnswer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config() with { VersionAndFlags = 0x14, Error = 3 }).ShouldBeGood();
    }

    [SkippableTheory, EverySetup]
    public void Case010_ReservedFlagsInRequest_NotReturned(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config() with { VersionAndFlags = 0x13 }).ShouldBeGood();
    }

    [SkippableTheory, EverySetup]
    public void Case011_ExtremeTags_ReturnedAsTheyCame(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config() with { Tag = 0xFFFF_FFFF }).Tag.ShouldBe(0xFFFF_FFFF);
        target.Ask(target.Me.Config() with { Tag = 0 }).Tag.ShouldBe(0u);
    }

    [SkippableTheory, EverySetup]
    public void Case012_AnotherEtherType_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(target.Me.Config() with { EtherType = 0x88A3 });
    }

    [SkippableTheory, EverySetup]
    public void Case012_TaggedForAVlanNobodyHas_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        foreach (var destination in new[] { target.Me.Target.Mac, MacAddress.Broadcast })
        {
            var plain = (target.Me.Config() with { Destination = destination }).ToBytes();
            target.ShouldIgnore([.. plain[..12], 0x81, 0x00, 0x00, 0x05, .. plain[12..]]);
        }
    }

    [SkippableTheory, EverySetup]
    public void Case013_FrameWithoutAWholeHeader_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore([.. Enumerable.Range(14, 10).Select(length => target.Me.Config() with { Length = length })]);
    }

    [SkippableTheory, EverySetup]
    public void Case014_UnicastToAnotherStation_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Link.SetPromiscuous(on: true);
        try
        {
            target.ShouldIgnore(
                target.Me.Config() with { Destination = Station(1) },
                target.Me.Read(0, 1) with { Destination = Station(1) });
        }
        finally
        {
            target.Link.SetPromiscuous(on: false);
        }
    }

    [SkippableTheory, EverySetup]
    public void Case015_SourceIsAGroup_SilenceToEverybody(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var multicast = MacAddress.Parse("01:00:5e:00:00:01");
        target.ShouldIgnore(
            target.Me.Config() with { Source = MacAddress.Broadcast },
            target.Me.Config() with { Source = multicast },
            target.Me.Read(0, 1) with { Source = multicast });
    }

    [SkippableTheory, EverySetup]
    public void Case016_SourceIsTheTargetItself_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var request = target.Me.Config() with { Source = target.Me.Target.Mac, Destination = MacAddress.Broadcast };
        using var watcher = Initiator.Open(target.InitiatorLink, takesEverything: true);
        target.ShouldIgnore(request);
        while (watcher.TryTake(TimeSpan.Zero, out var seen))
            seen.Tag.ShouldNotBe(request.Tag, seen.ToString());
    }

    [SkippableTheory, EverySetup]
    public void Case017_UnknownCommand_UnrecognizedCommand(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Request(7, []));
        reply.ShouldBeError(1);
        reply.Length.ShouldBe(RequestFrame.MinimumBytes);
    }

    [SkippableTheory, EverySetup]
    public void Case018_VendorCommand_UnrecognizedCommand(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Request(0xF0, [])).ShouldBeError(1);
    }

    [SkippableTheory, EverySetup]
    public void Case019_KeyedReserve_UnrecognizedCommand(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Request(4, [])).ShouldBeError(1);
    }

    [SkippableTheory, EverySetup]
    public void Case020_LargestFrameOfNoise_UnrecognizedCommand(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var noise = new byte[mtu + 14 - RequestFrame.HeaderBytes];
        new Random(20).NextBytes(noise);
        target.Ask(target.Me.Request(0xFF, noise)).ShouldBeError(1);
    }
}
