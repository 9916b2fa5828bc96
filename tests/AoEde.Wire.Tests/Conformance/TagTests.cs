using System.Buffers.Binary;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>G: writes that are known by their tags. Each case writes at an address of its own and looks at the file.</summary>
public sealed class TagTests(Subjects subjects) : ConformanceTests(subjects)
{
    private static readonly byte[] A = Filled(0xA1), B = Filled(0xB2), C = Filled(0xC3);

    [SkippableTheory, EverySetup]
    public void Case139_SameTagAgain_DoneAndNotWritten(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_le");
        Write(target.Me, target, Le(100), 139, A);
        Write(target.Me, target, Le(100), 139, B);
        ShouldHold(target, 139, A);
    }

    [SkippableTheory, EverySetup]
    public void Case140_OlderTagNeverSeen_Written(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_le");
        Write(target.Me, target, Le(100), 140, A);
        Write(target.Me, target, Le(99), 140, C);
        ShouldHold(target, 140, C);
    }

    [SkippableTheory, EverySetup]
    public void Case141_TagZeroTwice_WrittenTwice(int mtu, string engine)
    {
        foreach (var mode in new[] { "tag_inc_le", "tag_inc_be" })
        {
            var target = Negotiated(mtu, engine, mode);
            Write(target.Me, target, 0, 141, A);
            Write(target.Me, target, 0, 141, B);
            ShouldHold(target, 141, B);
        }
    }

    [SkippableTheory, EverySetup]
    public void Case142_BigEndian_TheSame(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_be");
        Write(target.Me, target, Be(100), 142, A);
        Write(target.Me, target, Be(100), 142, B);
        ShouldHold(target, 142, A);
        Write(target.Me, target, Be(99), 142, C);
        ShouldHold(target, 142, C);
        Write(target.Me, target, Be(100 + 0x10000), 142, B);
        Write(target.Me, target, Be(100), 142, A);
        ShouldHold(target, 142, A, "that is beyond the window");
    }

    [SkippableTheory, EverySetup]
    public void Case143_JumpFarAhead_Written(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_le");
        Write(target.Me, target, Le(100), 143, A);
        Write(target.Me, target, Le(100_100), 143, B);
        ShouldHold(target, 143, B);
        Write(target.Me, target, Le(100_101), 143, C);
        ShouldHold(target, 143, C);
        Write(target.Me, target, Le(100_100), 143, A);
        ShouldHold(target, 143, C, "that one is known");
    }

    [SkippableTheory, EverySetup]
    public void Case144_TagWraps_Written(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_le");
        Write(target.Me, target, Le(uint.MaxValue), 144, A);
        Write(target.Me, target, Le(1), 144, B);
        ShouldHold(target, 144, B);
        Write(target.Me, target, Le(uint.MaxValue), 144, C);
        ShouldHold(target, 144, B, "both sides of the wrap are remembered");
    }

    [SkippableTheory, EverySetup]
    public void Case145_InitiatorStartsOver_Written(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_le");
        Write(target.Me, target, Le(1), 145, A);
        Write(target.Me, target, Le(2), 145, A);
        target.Ask(target.Me.Extensions("reset", "tag_inc_le"));
        Write(target.Me, target, Le(1), 145, B);
        Write(target.Me, target, Le(2), 145, C);
        ShouldHold(target, 145, C);

        target.Ask(target.Me.Extensions("tag_inc_le"));
        Write(target.Me, target, Le(2), 145, A);
        ShouldHold(target, 145, A, "negotiating again is starting over, too");
    }

    [SkippableTheory, EverySetup]
    public void Case146_TwoStationsWithTheSameTags_BothWritten(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_le");
        target.Ask(target.Other, target.Other.Extensions("tag_inc_le"));
        Write(target.Me, target, Le(5), 146, A);
        Write(target.Other, target, Le(5), 146, B);
        ShouldHold(target, 146, B);
    }

    [SkippableTheory, EverySetup]
    public void Tag_OfAStationThatNegotiatedNothing_IsNotRemembered(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Other, target.Other.Extensions("tag_inc_le"));
        Write(target.Me, target, Le(7), 200, A);
        Write(target.Me, target, Le(7), 200, B);
        ShouldHold(target, 200, B);
    }

    [SkippableTheory, EverySetup]
    public void Tag_Random_IsNotRemembered(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_random");
        Write(target.Me, target, 0x4000_1234, 201, A);
        Write(target.Me, target, 0x4000_1234, 201, B);
        ShouldHold(target, 201, B);
    }

    [SkippableTheory, EverySetup]
    public void Tag_OfARefusedWrite_IsNotRemembered(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_le");
        var write = target.Me.Write(202, A) with { Tag = Le(9) };
        target.Ask(target.Me.Write(2048, A) with { Tag = Le(9) }).ShouldBeOutOfRange();
        target.Ask(write with { Length = 100 }).ShouldBeError(2);
        target.Ask(target.Other, target.Other.ReserveSet(target.Other.Initiator.Mac));
        target.Ask(write).ShouldBeError(6);
        target.Ask(target.Other, target.Other.ReserveForce());
        target.Ask(write).ShouldBeDone();
        ShouldHold(target, 202, A);
    }

    [SkippableTheory, EverySetup]
    public void Tag_TwiceBeforeTheFirstIsDone_TheFirstIsWritten(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_le");
        for (uint round = 1; round <= 50; round++)
        {
            byte[] first = Filled((byte)round), second = Filled((byte)(0x80 + round));
            var write = target.Me.Write(203, first) with { Tag = Le(round) };
            var replies = target.Me.Exchange([write, target.Me.Write(203, second) with { Tag = Le(round) }], expected: 1);
            replies.Count.ShouldBeInRange(1, 2, "the answer has the tag of both");
            foreach (var reply in replies)
                reply.ShouldBeDone();
            ShouldHold(target, 203, first);
        }
    }

    [SkippableTheory, EverySetup]
    public void Tag_OfAWriteFollowedByAnother_LateCopyUndoesNothing(int mtu, string engine)
    {
        // What the extension is for: the network delivers an old copy of A behind B.
        var target = Negotiated(mtu, engine, "tag_inc_be");
        for (uint round = 0; round < 50; round++)
        {
            byte[] a = Filled((byte)(2 * round)), b = Filled((byte)(2 * round + 1));
            var first = target.Me.Write(204, a) with { Tag = Be(2 * round + 10) };
            var second = target.Me.Write(204, b) with { Tag = Be(2 * round + 11) };
            target.Me.Exchange([first, second, first], expected: 2).Select(r => r.Tag).ShouldContain(second.Tag);
            ShouldHold(target, 204, b, $"round {round}");
            target.Ask(first).ShouldBeDone();
            ShouldHold(target, 204, b, $"round {round}, later");
        }
    }

    [SkippableTheory, EverySetup]
    public void Tag_OfRepeatedReads_TheNewestIsAnswered(int mtu, string engine)
    {
        foreach (var mode in new[] { "tag_inc_le", "tag_inc_be", "tag_random" })
        {
            var target = Negotiated(mtu, engine, mode);
            var read = target.Me.Read(7, 1) with { Tag = 0x6161_6161 };
            var replies = target.Me.Exchange(Enumerable.Repeat(read, 30), expected: 1);
            replies.Count.ShouldBeInRange(1, 30);
            foreach (var reply in replies)
                reply.ShouldCarry(target.Image.Read(7));
        }
    }

    private Subject Negotiated(int mtu, string engine, string mode)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Extensions("reset", mode)).Bytes.AsSpan(32, mode.Length)
            .SequenceEqual(System.Text.Encoding.ASCII.GetBytes(mode.ToUpperInvariant())).ShouldBeTrue();
        return target;
    }

    private static void Write(TargetClient client, Subject target, uint tag, ulong lba, byte[] data) =>
        target.Ask(client, client.Write(lba, data) with { Tag = tag }).ShouldBeDone();

    private static void ShouldHold(Subject target, long lba, byte[] data, string why = "") =>
        FrameDump.Difference(data, target.Image.Read(lba)).ShouldBeEmpty(why);

    /// <summary>A tag whose first byte is the least significant. Those of the other requests are small in the other order.</summary>
    private static uint Le(uint value) => BinaryPrimitives.ReverseEndianness(value);

    /// <summary>A tag whose first byte is the most significant, far from those of the other requests.</summary>
    private static uint Be(uint value) => 0x4000_0000 + value;

    private static byte[] Filled(byte value)
    {
        var data = new byte[TempImage.SectorBytes];
        Array.Fill(data, value);
        return data;
    }
}
