using System.Text;
using AoEde.Engine.Sessions;
using AoEde.Engine.State;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Tests.Bench;
using AoEde.Engine.Wire;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Sessions;

/// <summary>What a target accepts of what is asked for, by its options and its means.</summary>
public sealed class NegotiationTests
{
    private static readonly string[] All = ["reset", "coalesced_read", "tag_inc_le", "tag_inc_be", "tag_random", "congestion", "5", "crc8x4", "nope"];

    [SkippableFact]
    public void Everything_OfferedByDefault_IsAccepted() =>
        Accepted(o => o).ShouldBe(["RESET", "COALESCED_READ", "TAG_INC_LE", "TAG_INC_BE", "TAG_RANDOM", "CONGESTION", "5", "CRC8X4", "nope"]);

    [SkippableFact]
    public void Nothing_Offered_LeavesResetAlone() =>
        Accepted(_ => new ExtensionOptions { TagTracking = false, ReadCoalescing = false, Crc = false, Congestion = false })
            .ShouldBe(["RESET", .. All[1..]]);

    [SkippableTheory]
    [InlineData("tag_inc_le,tag_inc_be,tag_random", "TagTracking")]
    [InlineData("coalesced_read", "ReadCoalescing")]
    [InlineData("crc8x4", "Crc")]
    [InlineData("congestion", "Congestion")]
    public void Option_SwitchedOff_ConcernsItsOwnStrings(string strings, string option)
    {
        var refused = strings.Split(',');
        Accepted(o => option switch
        {
            "TagTracking" => o with { TagTracking = false },
            "ReadCoalescing" => o with { ReadCoalescing = false },
            "Crc" => o with { Crc = false },
            _ => o with { Congestion = false },
        }).ShouldBe(All.Select(s => refused.Contains(s) || s == "nope" ? s : s.ToUpperInvariant()));
    }

    [SkippableFact]
    public void Refused_Strings_HaveNoEffect()
    {
        using var bench = new DispatchBench(o => o with { Extensions = new() { TagTracking = false, ReadCoalescing = false, Crc = false } });
        bench.Ask(bench.Client.Extensions(All[..5])).ShouldNotBeNull();
        var session = bench.Lane.Sessions.Find(bench.Client.Initiator.Mac)!;
        session.HasState.ShouldBeFalse();
    }

    [SkippableFact]
    public void Tags_WithoutMemoryLeft_AreRefusedAndTheRestIsNot()
    {
        using var bench = new DispatchBench(windows: 0);
        Strings(bench.Ask(bench.Client.Extensions("tag_inc_le", "tag_inc_be", "tag_random", "crc8x4")), 4)
            .ShouldBe(["tag_inc_le", "tag_inc_be", "TAG_RANDOM", "CRC8X4"]);
    }

    [SkippableFact]
    public void Request_LongerThanAnyAnswerMayBe_IsDropped()
    {
        // The ring's frames are rounded up: they take in more than this port may send.
        using var bench = new DispatchBench(mtu: 600);
        bench.Dispatch(bench.Client.Extensions("crc8x4") with { Length = 700 }).ShouldBe([DropReason.TooLong]);
        bench.Lane.Sessions.Find(bench.Client.Initiator.Mac).ShouldBeNull();
        bench.Ask(bench.Client.Extensions("crc8x4") with { Length = 614 }).Length.ShouldBe(614);
    }

    [SkippableFact]
    public void Request_Answered_IsCounted()
    {
        using var bench = new DispatchBench();
        bench.Ask(bench.Client.Extensions("nope"));
        bench.Dispatch(bench.Client.Request(0x23, [1, 0])).ShouldBe([DropReason.Malformed]);
        bench.Lane.Counters[CommandKind.Extensions, CommandResult.Ok].ShouldBe(1);
    }

    [SkippableFact]
    public void ConfigSet_Stored_EndsWhatWasNegotiatedBeforeIt()
    {
        using var bench = new DispatchBench();
        bench.Ask(bench.Client.Extensions("crc8x4"));
        bench.Dispatch(bench.Client.Config(4, "x"));
        Session(bench).HasChecksums.ShouldBeTrue("it is not stored yet");
        Store(bench);

        Session(bench).HasChecksums.ShouldBeFalse();
    }

    [SkippableFact]
    public void ConfigSet_StoredLate_LeavesAloneWhatWasNegotiatedAfterIt()
    {
        using var bench = new DispatchBench();
        bench.Ask(bench.Client.Extensions("crc8x4"));
        bench.Dispatch(bench.Client.Config(4, "x"));
        bench.Ask(bench.Client.Extensions("reset", "tag_inc_le"));
        Store(bench);

        Session(bench).Tags.ShouldBe(TagMode.LittleEndian);
    }

    private static Session Session(DispatchBench bench) => bench.Lane.Sessions.Find(bench.Client.Initiator.Mac)!;

    private static void Store(DispatchBench bench)
    {
        bench.Edits.Single().Apply(new SoftState());
        bench.Edits.Single().Stored();
    }

    private static string[] Accepted(Func<ExtensionOptions, ExtensionOptions> change)
    {
        using var bench = new DispatchBench(o => o with { Extensions = change(o.Extensions) });
        bench.Dispatch(bench.Client.Extensions(All)).ShouldBe([DropReason.None]);
        bench.Delayed.SendAll();
        bench.Turn();
        return Strings(bench.Take(), All.Length);
    }

    private static string[] Strings(Reply reply, int count) => Encoding.ASCII.GetString(reply.Bytes, 26, reply.Length - 26).Split('\0')[..count];
}
