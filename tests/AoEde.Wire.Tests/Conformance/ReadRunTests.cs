using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>Reads that arrive together and follow each other on the disk: however they are served, each has its own answer.</summary>
public sealed class ReadRunTests(Subjects subjects) : ConformanceTests(subjects)
{
    [SkippableTheory, EverySetup]
    public void Reads_OfAStreamInOneBurst_AreEachAnsweredOnce(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        RequestFrame[] requests = [.. Enumerable.Range(0, 50).Select(i => target.Me.Read((ulong)(100 + (2 * i)), 2))];

        var replies = target.AskAllAtOnce(requests);

        replies.Select(r => r.Tag).ShouldBe(requests.Select(r => r.Tag), ignoreOrder: true);
        for (var i = 0; i < requests.Length; i++)
        {
            var reply = replies.Single(r => r.Tag == requests[i].Tag);
            reply.LbaBytes.ToArray().ShouldBe([(byte)(100 + (2 * i)), 0, 0, 0, 0, 0]);
            reply.ShouldCarry(target.Image.Read(100 + (2 * i), 2));
        }
    }

    [SkippableTheory, EverySetup]
    public void Reads_OfAStreamAcrossTheEnd_AreRefusedBeyondItOnly(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        RequestFrame[] requests = [.. Enumerable.Range(0, 8).Select(i => target.Me.Read((ulong)(target.Sectors - 6 + (2 * i)), 2))];

        var replies = target.AskAllAtOnce(requests).ToDictionary(r => r.Tag);

        replies.Count.ShouldBe(8);
        for (var i = 0; i < 3; i++)
            replies[requests[i].Tag].ShouldCarry(target.Image.Read(target.Sectors - 6 + (2 * i), 2));
        for (var i = 3; i < 8; i++)
            replies[requests[i].Tag].ShouldBeOutOfRange();
    }

    [SkippableTheory, EverySetup]
    public void Reads_OfAStreamWithAWriteInIt_SeeItOnlyBehindIt(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var before = target.Image.Read(304, 1);
        var written = new byte[TempImage.SectorBytes];
        Array.Fill(written, (byte)0x5C);
        RequestFrame[] requests =
        [
            .. Enumerable.Range(300, 8).Select(lba => target.Me.Read((ulong)lba, 1)),
            target.Me.Write(304, written),
            .. Enumerable.Range(300, 8).Select(lba => target.Me.Read((ulong)lba, 1)),
        ];

        var replies = target.AskAllAtOnce(requests).ToDictionary(r => r.Tag);

        replies.Count.ShouldBe(requests.Length);
        replies[requests[4].Tag].ShouldCarry(before);
        replies[requests[8].Tag].ShouldBeDone();
        replies[requests[13].Tag].ShouldCarry(written);
        target.Ask(target.Me.Write(304, before)).ShouldBeDone();
    }

    [SkippableTheory, EverySetup]
    public void Reads_OfTwoInitiatorsInTurn_ReachTheirOwn(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        RequestFrame[] requests =
        [
            .. Enumerable.Range(0, 16).Select(i => (i % 4 < 2 ? target.Me : target.Other).Read((ulong)(400 + i), 1)),
        ];

        var mine = target.AskAllAtOnce(requests, expected: 8);

        var expected = requests.Where((_, i) => i % 4 < 2).ToList();
        mine.Select(r => r.Tag).ShouldBe(expected.Select(r => r.Tag), ignoreOrder: true);
        for (var i = 0; i < 16; i++)
        {
            if (i % 4 < 2)
                mine.Single(r => r.Tag == requests[i].Tag).ShouldCarry(target.Image.Read(400 + i, 1));
        }
    }
}
