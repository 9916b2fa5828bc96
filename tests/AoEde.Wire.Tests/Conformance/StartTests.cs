using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>Cases that need a target started in a way of its own.</summary>
public sealed class StartTests
{
    [SkippableTheory, EverySetup]
    public void Case072_WriteToReadOnlyExport_AbortedAndNothingWritten(int mtu, string engine)
    {
        Requires.Target();
        using var target = new Subject(new SubjectOptions(mtu, engine) { Arguments = ["-r"] });
        target.Me.AskUntilAnswered(target.Me.Config());
        target.Ask(target.Me.Write(72, new byte[512])).ShouldBeAborted();
        target.Ask(target.Me.Read(72, 1)).ShouldCarry(TempImage.InitialSector(72));
        target.Image.Read(72).ShouldBe(TempImage.InitialSector(72));
    }

    [SkippableTheory, EverySetup]
    public void Case077_OneSectorOnADeviceOfLargerBlocks_WrittenAndNeighboursKept(int mtu, string engine)
    {
        Requires.LoopDevices();
        LoopDevice? device = null;
        try
        {
            using var target = new Subject(new SubjectOptions(mtu, engine)
            {
                Backing = image => (device ??= new LoopDevice(image, logicalBlockBytes: 4096)).Path,
            });
            target.Me.AskUntilAnswered(target.Me.Config());
            var data = new byte[512];
            new Random(77).NextBytes(data);
            target.Ask(target.Me.Write(7, data)).ShouldBeDone();
            target.Ask(target.Me.Read(7, 1)).ShouldCarry(data);
            target.Ask(target.Me.Read(6, 1)).ShouldCarry(TempImage.InitialSector(6));
            target.Ask(target.Me.Read(8, 1)).ShouldCarry(TempImage.InitialSector(8));
        }
        finally
        {
            device?.Dispose();
        }
    }

    [SkippableTheory, EverySetup]
    public void Case078_KilledRightAfterTheAnswer_DataPresent(int mtu, string engine)
    {
        Requires.Target();
        using var target = new Subject(new SubjectOptions(mtu, engine));
        target.Me.AskUntilAnswered(target.Me.Config());
        var data = new byte[512];
        new Random(78).NextBytes(data);
        target.Me.AskUntilAnswered(target.Me.Write(78, data)).ShouldBeDone();
        target.Process.Kill();
        FrameDump.Difference(data, target.Image.Read(78)).ShouldBeEmpty();
    }

    [SkippableTheory, EverySetup]
    public void Case085_MoreThan28BitsOfSectors_BothSizesAndTheLastSector(int mtu, string engine)
    {
        Requires.Target();
        const long Sectors = (1L << 28) + 4096;
        using var target = new Subject(new SubjectOptions(mtu, engine) { Sectors = Sectors, IsFilled = false });
        target.Me.AskUntilAnswered(target.Me.Config());
        var data = target.Ask(target.Me.Identify()).Data;
        BitConverter.ToUInt32(data, 120).ShouldBe(0x0FFF_FFFFu);
        BitConverter.ToUInt64(data, 200).ShouldBe((ulong)Sectors);
        target.Ask(target.Me.Read(Sectors - 1, 1)).ShouldCarry(new byte[512]);
        target.Ask(target.Me.Read(Sectors, 1)).ShouldBeOutOfRange();
    }

    [SkippableTheory, EverySetup]
    public void Case109_ListedStationsAtStart_AnnouncedToEachAndNobodyElse(int mtu, string engine)
    {
        Requires.Target();
        using var target = new Subject(new SubjectOptions(mtu, engine) { Arguments = ["-m", $"{Subject.OtherMac}"] });
        target.Other.Initiator.TryTake(TimeSpan.FromSeconds(10), out var announcement).ShouldBeTrue(target.Process.Story);
        ShouldAnnounce(announcement, target);
        announcement.Destination.ShouldBe(Subject.OtherMac);
        target.ShouldIgnore(target.Me, target.Other, target.Me.Config());
        target.Other.Initiator.Advertisements.ShouldBeEmpty();
    }

    [SkippableTheory, EverySetup]
    public void Case160_Start_AnnouncedToEverybody(int mtu, string engine)
    {
        Requires.Target();
        using var target = new Subject(new SubjectOptions(mtu, engine));
        target.Me.AskUntilAnswered(target.Me.Config());
        var announcement = target.Me.Initiator.Advertisements.FirstOrDefault();
        announcement.ShouldNotBeNull(target.Process.Story);
        announcement.Destination.ShouldBe(MacAddress.Broadcast);
        ShouldAnnounce(announcement, target);
    }

    [SkippableTheory, EverySetup]
    public void Case164_FileTruncatedWhileExported_ErrorBehindTheEndAndAlive(int mtu, string engine)
    {
        Requires.Target();
        using var target = new Subject(new SubjectOptions(mtu, engine));
        target.Me.AskUntilAnswered(target.Me.Config());
        target.Image.Truncate(1024);
        var reply = target.Ask(target.Me.Read(1500, 1));
        reply.ShouldBeGood();
        reply.AtaStatus.ShouldBe((byte)0x41, reply.ToString());
        reply.Length.ShouldBe(RequestFrame.MinimumBytes);
        target.Ask(target.Me.Read(1000, 1)).ShouldCarry(TempImage.InitialSector(1000));
    }

    private static void ShouldAnnounce(Reply announcement, Subject target)
    {
        announcement.ShouldBeGood();
        announcement.Command.ShouldBe((byte)1);
        announcement.Tag.ShouldBe(0u);
        announcement.ConfigCommand.ShouldBe((byte)0x10);
        (announcement.Shelf, announcement.Slot).ShouldBe((SubjectOptions.Shelf, SubjectOptions.Slot));
        announcement.Source.ShouldBe(target.Link.Mac);
        announcement.SectorCount.ShouldBe(target.MaxSectors);
        announcement.Length.ShouldBe(RequestFrame.MinimumBytes);
    }
}
