using System.Text;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>G, first part: how extensions are negotiated. What is accepted comes back in capitals, all else as it was sent.</summary>
public sealed class ExtensionTests(Subjects subjects) : ConformanceTests(subjects)
{
    private const byte Extensions = 0x23;
    private static int _episode = Environment.TickCount & 0xFFFFFF;

    [SkippableTheory, EverySetup]
    public void Case123_Reset_InCapitals(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Extensions("reset"));
        ShouldEcho(reply, "RESET");
        reply.Length.ShouldBe(60);
        reply.Bytes[24..26].ShouldBe([7, 0]);
    }

    [SkippableTheory, EverySetup]
    public void Case124_EmptyTable_Echo(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Extensions());
        reply.ShouldBeGood();
        reply.Bytes[24..28].ShouldBe([2, 0, 0, 0]);
    }

    [SkippableTheory, EverySetup]
    public void Case125_UnknownString_StaysAsItWas(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldEcho(target.Ask(target.Me.Extensions("nope")), "nope");
    }

    [SkippableTheory, EverySetup]
    public void Case126_KnownAndUnknown_OnlyTheKnownInCapitals(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var request = target.Me.Extensions("coalesced_read", "tag_inc_le", "crc8x4", "nope");
        var reply = target.Ask(request);
        ShouldEcho(reply, "COALESCED_READ", "TAG_INC_LE", "CRC8X4", "nope");
        reply.Length.ShouldBe(request.ToBytes().Length);
        ShouldEcho(target.Ask(request with { Tag = target.Me.Initiator.NewTag(), Length = 300 }), "COALESCED_READ", "TAG_INC_LE", "CRC8X4", "nope");
    }

    [SkippableTheory, EverySetup]
    public void Case127_AlreadyInCapitals_EchoAndNothingChanged(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldEcho(target.Ask(target.Me.Extensions("crc8x4")), "CRC8X4");
        ShouldEcho(target.Ask(target.Me.Extensions("RESET")), "RESET");
        target.Ask(target.Me, target.Me.Read(0, 1), checksums: true).Length.ShouldBe(552);
        ShouldEcho(target.Ask(target.Other, target.Other.Extensions("CRC8X4")), "CRC8X4");
        target.Ask(target.Other, target.Other.Read(0, 1)).Length.ShouldBe(548);
    }

    [SkippableTheory, EverySetup]
    public void Case128_LengthBigEndian_Accepted(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var table = "crc8x4\0\0"u8.ToArray();
        var reply = target.Ask(target.Me.Request(Extensions, Arguments.ExtensionTable(table, bigEndian: true)));
        reply.Bytes[24..34].ShouldBe([0, 8, .. "CRC8X4\0\0"u8]);
        target.Ask(target.Me, target.Me.Read(0, 1), checksums: true).Length.ShouldBe(552);
    }

    [SkippableTheory, EverySetup]
    public void Case129_LengthOneOrNone_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(target.Me.Request(Extensions, Arguments.ExtensionTable([0, 0], claimedLength: 1)));
        target.ShouldIgnore(target.Me.Request(Extensions, Arguments.ExtensionTable([0, 0], claimedLength: 0)));
    }

    [SkippableTheory, EverySetup]
    public void Case130_TableNotClosed_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(target.Me.Request(Extensions, Arguments.ExtensionTable("reset\0\0"u8.ToArray(), claimedLength: 6)));
    }

    [SkippableTheory, EverySetup]
    public void Case131_TableBeyondTheFrame_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(target.Me.Request(Extensions, Arguments.ExtensionTable("reset\0\0"u8.ToArray(), claimedLength: 400)));
    }

    [SkippableTheory, EverySetup]
    public void Case132_FrameOf25Bytes_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(target.Me.Extensions("reset") with { Length = 25 });
    }

    [SkippableTheory, EverySetup]
    public void Case133_CongestionFirstTime_AnsweredLateAndNothingElseIs(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var request = target.Me.Extensions("congestion", NewEpisode(out var number));
        RequestFrame[] others = [target.Me.Read(0, 1), target.Other.Read(1, 1), target.Other.Identify(), target.Me.Identify()];
        var tag = 0x6000_0000u;
        others = [.. others.Select(r => r with { Tag = tag++ })];
        using var watcher = Initiator.Open(target.InitiatorLink, takesEverything: true);
        watcher.SendBurst([request.ToBytes(), .. others.Select(r => r.ToBytes())]);

        var replies = TakeAnswers(watcher, others.Length + 1);
        replies[^1].Tag.ShouldBe(request.Tag, "it waits, and nobody waits for it");
        ShouldEcho(replies[^1], "CONGESTION", number);
        target.ShouldKeepTheRules(request, replies[^1]);
        replies.Take(others.Length).Select(r => r.Tag).ShouldBe(others.Select(r => r.Tag), ignoreOrder: true);
    }

    [SkippableTheory, EverySetup]
    public void Case134_CongestionAgain_AnsweredInItsTurn(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var first = target.Me.Extensions("congestion", NewEpisode(out var number));
        ShouldEcho(target.Ask(first), "CONGESTION", number);
        var again = target.Me.Extensions("congestion", number);
        var next = target.Me.Identify();
        var replies = target.AskAll([again, next]);
        replies.Select(r => r.Tag).ShouldBe([again.Tag, next.Tag]);
        ShouldEcho(replies[0], "CONGESTION", number);
    }

    [SkippableTheory, EverySetup]
    public void Case135_CongestionWithoutNumber_AnsweredInItsTurn(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var request = target.Me.Extensions("congestion");
        var next = target.Me.Identify();
        var replies = target.AskAll([request, next]);
        replies.Select(r => r.Tag).ShouldBe([request.Tag, next.Tag]);
        ShouldEcho(replies[0], "CONGESTION");
    }

    [SkippableTheory, EverySetup]
    public void Congestion_OfOneStation_IsNotAnothersEpisode(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldEcho(target.Ask(target.Me.Extensions("congestion", NewEpisode(out var number))), "CONGESTION", number);
        var request = target.Other.Extensions("congestion", number);
        var next = target.Other.Identify();
        var replies = target.Other.Exchange([request, next], expected: 2);
        replies.Select(r => r.Tag).ShouldBe([next.Tag, request.Tag], "to it the number is new");
    }

    [SkippableTheory, EverySetup]
    public void Extensions_UnderAnothersReservation_AreNegotiated(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.ReserveSet(target.Me.Initiator.Mac));
        ShouldEcho(target.Ask(target.Other, target.Other.Extensions("tag_inc_be")), "TAG_INC_BE");
        target.Ask(target.Other, target.Other.Read(0, 1)).ShouldBeError(6);
    }

    [SkippableTheory, EverySetup]
    public void Extensions_OfAStationNotOnTheList_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.MaskEdit((1, target.Me.Initiator.Mac)));
        target.ShouldIgnore(target.Other, target.Me, target.Other.Extensions("reset"));
        ShouldEcho(target.Ask(target.Me.Extensions("reset")), "RESET");
    }

    [SkippableTheory, EverySetup]
    public void Extensions_ToEverybody_AreNegotiated(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldEcho(target.Ask(target.Me.Extensions("crc8x4") with { Shelf = 0xFFFF, Slot = 0xFF }), "CRC8X4");
        target.Ask(target.Me, target.Me.Read(0, 1), checksums: true).Length.ShouldBe(552);
    }

    [SkippableTheory, EverySetup]
    public void Extensions_OfAnotherAddressOrAnAnswer_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(
            target.Me.Extensions("reset") with { Slot = 9 }, target.Me.Extensions("RESET") with { VersionAndFlags = 0x18 });
    }

    private static string NewEpisode(out string number) => number = $"{Interlocked.Increment(ref _episode)}";

    private static List<Reply> TakeAnswers(Initiator watcher, int count)
    {
        var replies = new List<Reply>();
        while (replies.Count < count && watcher.TryTake(TargetClient.Patience, out var reply))
        {
            if ((reply.VersionAndFlags & 0x08) != 0 && !reply.Destination.IsGroup)
                replies.Add(reply);
        }

        replies.Count.ShouldBe(count);
        return replies;
    }

    private static void ShouldEcho(Reply reply, params string[] strings)
    {
        reply.ShouldBeGood();
        var expected = Arguments.Extensions(strings);
        Encoding.ASCII.GetString(reply.Bytes, 26, expected.Length - 2).ShouldBe(Encoding.ASCII.GetString(expected, 2, expected.Length - 2));
    }
}
