using AoEde.Engine.Tests.Bench;
using AoEde.Engine.Wire;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Sessions;

/// <summary>Of equal requests that wait in the ring together, the newest is answered; for sessions with tags only.</summary>
public sealed class LookAheadTests
{
    private const DropReason Answered = DropReason.None, Skipped = DropReason.SentAgain;

    [SkippableTheory]
    [InlineData("tag_inc_le")]
    [InlineData("tag_inc_be")]
    [InlineData("tag_random")]
    public void Read_ThriceInTheRing_IsAnsweredOnce(string mode)
    {
        using var bench = Negotiated(mode);
        var (read, other) = (Read(bench, 7), Read(bench, 8));
        bench.Dispatch(read, other, read, read).ShouldBe([Skipped, Answered, Skipped, Answered]);
        bench.Queue.History.Count.ShouldBe(2);
        bench.Lane.Counters.SkippedDuplicates.ShouldBe(2);
    }

    [SkippableFact]
    public void Read_OfASessionWithoutTags_IsAnsweredEachTime()
    {
        using var bench = Negotiated("crc8x4");
        var read = Read(bench, 7);
        bench.Dispatch(read, read).ShouldBe([Answered, Answered]);
    }

    [SkippableFact]
    public void Read_OfAnInitiatorWithoutSession_IsAnsweredEachTime()
    {
        using var bench = new DispatchBench();
        var read = Read(bench, 7);
        bench.Dispatch(read, read).ShouldBe([Answered, Answered]);
    }

    [SkippableFact]
    public void Tag_OfZero_SaysNothing()
    {
        using var bench = Negotiated("tag_random");
        bench.Dispatch(Read(bench, 0), Read(bench, 0)).ShouldBe([Answered, Answered]);
    }

    [SkippableFact]
    public void Request_ThatOnlySharesTheTag_IsAnother()
    {
        using var bench = Negotiated("tag_random");
        bench.Dispatch(Read(bench, 7), bench.Client.Read(6, 1) with { Tag = 7 }, Read(bench, 7), bench.Client.Read(6, 1) with { Tag = 7 })
            .ShouldBe([Skipped, Skipped, Answered, Answered]);
    }

    [SkippableFact]
    public void Request_OfAnotherStation_IsAnother()
    {
        using var bench = Negotiated("tag_random");
        var read = Read(bench, 7);
        bench.Dispatch(read, read with { Source = Sample.Mac(77) }).ShouldBe([Answered, Answered]);
    }

    [SkippableFact]
    public void Write_ByATagThatCounts_GoesWhereItStands()
    {
        // Skipping the first would write A after B, though the copy is the network's.
        using var bench = Negotiated("tag_inc_be");
        var (a, b) = (Write(bench, 7, 0xA), Write(bench, 8, 0xB));
        bench.Dispatch(a, b, a).ShouldBe([Answered, Answered, DropReason.UnderWay]);
        bench.Lane.Counters.SkippedDuplicates.ShouldBe(0);
    }

    [SkippableFact]
    public void Write_ByARandomTag_IsDoneOnce()
    {
        using var bench = Negotiated("tag_random");
        var a = Write(bench, 7, 0xA);
        bench.Dispatch(a, a).ShouldBe([Skipped, Answered]);
        bench.Queue.History.Count.ShouldBe(1);
    }

    [SkippableFact]
    public void OtherCommands_SentAgain_AreAnsweredOnce()
    {
        using var bench = Negotiated("tag_random");
        var config = bench.Client.Config();
        var identify = bench.Client.Identify();
        bench.Dispatch(config, identify, config, identify).ShouldBe([Skipped, Skipped, Answered, Answered]);
    }

    [SkippableFact]
    public void Copy_InTheNextBatch_IsNotSeen()
    {
        using var bench = Negotiated("tag_random", batchFrames: 2);
        var read = Read(bench, 7);
        bench.Dispatch(read, Read(bench, 8), read, read).ShouldBe([Answered, Answered, Skipped, Answered]);
    }

    [SkippableFact]
    public void Ring_GoneRoundManyTimes_StillLooksAtTheRightFrames()
    {
        using var bench = Negotiated("tag_random");
        for (uint round = 1; round < 60; round++)
        {
            var identify = bench.Client.Identify();
            var other = bench.Client.Identify();
            bench.Dispatch(identify, other, identify).ShouldBe([Skipped, Answered, Answered]);
        }
    }

    [SkippableFact]
    public void Frames_OfAnyLength_AreLookedOver()
    {
        using var bench = Negotiated("tag_random");
        var read = Read(bench, 7);
        bench.Dispatch(read, read with { Length = 23 }, read with { Length = 30 }, read)
            .ShouldBe([Skipped, DropReason.Malformed, DropReason.Malformed, Answered]);
    }

    private static DispatchBench Negotiated(string mode, int batchFrames = 64)
    {
        var bench = new DispatchBench(batchFrames: batchFrames);
        bench.Ask(bench.Client.Extensions(mode));
        return bench;
    }

    private static RequestFrame Read(DispatchBench bench, uint tag) => bench.Client.Read(5, 1) with { Tag = tag };

    private static RequestFrame Write(DispatchBench bench, uint tag, byte fill)
    {
        var data = new byte[512];
        Array.Fill(data, fill);
        return bench.Client.Write(5, data) with { Tag = tag };
    }
}
