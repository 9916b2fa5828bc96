using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>G: several reads in one frame.</summary>
public sealed class CoalescedReadTests(Subjects subjects) : ConformanceTests(subjects)
{
    private const byte ReadExt = 0x24, ReadSectors = 0x20;

    [SkippableTheory, EverySetup]
    public void Case136_ReadWithThreeFurther_FourAnswersByTheirTags(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var replies = Read(target, ReadExt, (136, 1), null, (140, 1), (150, 2), (2048, 1));
        replies.Count.ShouldBe(4);
        replies[0].ShouldCarry(target.Image.Read(136));
        replies[1].ShouldCarry(target.Image.Read(140));
        replies[2].ShouldCarry(target.Image.Read(150, 2));
        replies[3].ShouldBeOutOfRange();
    }

    [SkippableTheory, EverySetup]
    public void Case137_MoreClaimedThanThere_TheFirstAndOneMore(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var replies = Read(target, ReadExt, (137, 1), 9, (138, 1));
        replies.Count.ShouldBe(2);
        replies[0].ShouldCarry(target.Image.Read(137));
        replies[1].ShouldCarry(target.Image.Read(138));
    }

    [SkippableTheory, EverySetup]
    public void Case138_NegotiatedByAnother_PaddingIsNoRead(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Other, target.Other.Extensions("coalesced_read"));
        var replies = Read(target, ReadExt, (138, 1), null, (139, 1));
        replies.Count.ShouldBe(1);
        replies[0].ShouldCarry(target.Image.Read(138));
    }

    [SkippableTheory, EverySetup]
    public void CoalescedRead_OfTooManySectors_IsAbortedByItself(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var replies = Read(target, ReadExt, (0, (byte)(target.MaxSectors + 1)), null, (7, (byte)(target.MaxSectors + 1)), (8, target.MaxSectors), (9, 0));
        replies.Count.ShouldBe(4);
        replies[0].ShouldBeAborted();
        replies[1].ShouldBeAborted();
        replies[2].ShouldCarry(target.Image.Read(8, target.MaxSectors));
        replies[3].ShouldBeDone();
    }

    [SkippableTheory, EverySetup]
    public void CoalescedRead_Lba28_TakesTheOpcodesMask(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var replies = Read(target, ReadSectors, (0xE000_0005, 1), null, (0xFFFF_E000_0006, 1));
        replies.Count.ShouldBe(2);
        replies[0].ShouldCarry(target.Image.Read(5));
        replies[1].ShouldCarry(target.Image.Read(6));
        replies[1].LbaBytes.ToArray().ShouldBe([6, 0, 0, 0xE0, 0xFF, 0xFF]);
    }

    [SkippableTheory, EverySetup]
    public void CoalescedRead_OfAFullFrame_EachIsAnswered(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var fits = Math.Min(255, (mtu + 14 - 37) / 16);
        var further = Enumerable.Range(0, fits).Select(i => ((ulong)(3 * i), (byte)1)).ToArray();
        var replies = Read(target, ReadExt, (1000, 1), null, further);
        replies.Count.ShouldBe(1 + fits);
        for (var i = 0; i < fits; i++)
            replies[1 + i].ShouldCarry(target.Image.Read(3 * i));
    }

    [SkippableTheory, EverySetup]
    public void CoalescedRead_ReservedBytes_ComeBackInTheAnswer(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var request = target.Me.Ata(ReadExt, 1, 1, data: Arguments.FurtherReads(null, (0x7001_0000, 2, 1)));
        request.Argument[12 + 1 + 10] = 0xAB;
        request.Argument[12 + 1 + 11] = 0xCD;
        var replies = target.Me.Exchange([request], expected: 2);
        replies.Single(r => r.Tag == request.Tag).Bytes[34..36].ShouldBe([0, 0]);
        replies.Single(r => r.Tag == 0x7001_0000).Bytes[34..36].ShouldBe([0xAB, 0xCD]);
    }

    [SkippableTheory, EverySetup]
    public void CoalescedRead_AfterReset_PaddingIsNoRead(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        target.Ask(target.Me.Extensions("reset"));
        Read(target, ReadExt, (138, 1), null, (139, 1)).Count.ShouldBe(1);
    }

    private Subject Negotiated(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Extensions("reset", "coalesced_read")).Bytes[26..47].ShouldBe("RESET\0COALESCED_READ\0"u8.ToArray());
        return target;
    }

    /// <summary>Sends them in one frame; the answers in the order of the reads, whatever order they came in.</summary>
    private static List<Reply> Read(
        Subject target, byte opcode, (ulong Lba, byte Count) first, byte? claimed, params (ulong Lba, byte Count)[] further)
    {
        var entries = further.Select((f, i) => (0x7000_0000u + (uint)i, f.Lba, f.Count)).ToArray();
        var request = target.Me.Ata(opcode, first.Lba, first.Count, data: Arguments.FurtherReads(claimed, entries));
        var replies = target.Me.Exchange([request], expected: 1 + further.Length).OrderBy(r => r.Tag).ToList();
        for (var i = 0; i < replies.Count; i++)
        {
            var alone = i == 0
                ? request
                : request with { Tag = entries[i - 1].Item1, Argument = Arguments.Ata(opcode, further[i - 1].Lba, further[i - 1].Count, Arguments.Extended) };
            target.ShouldKeepTheRules(alone, replies[i]);
        }

        return replies;
    }
}
