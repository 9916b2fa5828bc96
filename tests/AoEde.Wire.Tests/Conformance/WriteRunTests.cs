using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>Writes that arrive together and follow each other on the disk: however they are carried out, each has its own answer and its own place.</summary>
public sealed class WriteRunTests(Subjects subjects) : ConformanceTests(subjects)
{
    [SkippableTheory, EverySetup]
    public void Writes_OfAStreamInOneBurst_AreEachAnsweredOnceAndInTheirPlace(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        RequestFrame[] requests = [.. Enumerable.Range(0, 50).Select(i => target.Me.Write((ulong)(600 + (2 * i)), Sectors(2, i)))];

        var replies = target.AskAllAtOnce(requests);

        replies.Select(r => r.Tag).ShouldBe(requests.Select(r => r.Tag), ignoreOrder: true);
        for (var i = 0; i < requests.Length; i++)
        {
            var reply = replies.Single(r => r.Tag == requests[i].Tag);
            reply.ShouldBeDone();
            reply.LbaBytes.ToArray().ShouldBe([(byte)((600 + (2 * i)) & 0xFF), 2, 0, 0, 0, 0]);
            target.Image.Read(600 + (2 * i), 2).ShouldBe(Sectors(2, i));
        }
    }

    [SkippableTheory, EverySetup]
    public void Writes_OfAStreamAcrossTheEnd_AreRefusedBeyondItOnly(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        RequestFrame[] requests = [.. Enumerable.Range(0, 8).Select(i => target.Me.Write((ulong)(target.Sectors - 6 + (2 * i)), Sectors(2, i)))];

        var replies = target.AskAllAtOnce(requests).ToDictionary(r => r.Tag);

        replies.Count.ShouldBe(8);
        for (var i = 0; i < 3; i++)
        {
            replies[requests[i].Tag].ShouldBeDone();
            target.Image.Read(target.Sectors - 6 + (2 * i), 2).ShouldBe(Sectors(2, i));
        }

        for (var i = 3; i < 8; i++)
            replies[requests[i].Tag].ShouldBeOutOfRange();
        target.Image.Bytes.ShouldBe(target.Sectors * TempImage.SectorBytes);
    }

    [SkippableTheory, EverySetup]
    public void Writes_OfAStreamWithOneOfTheirSectorsWrittenAgain_LeaveTheLast(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        RequestFrame[] requests =
        [
            .. Enumerable.Range(0, 8).Select(i => target.Me.Write((ulong)(700 + i), Sectors(1, i))),
            target.Me.Write(703, Sectors(1, 77)),
            target.Me.Read(703, 1),
            .. Enumerable.Range(4, 4).Select(i => target.Me.Write((ulong)(700 + i), Sectors(1, 80 + i))),
        ];

        var replies = target.AskAllAtOnce(requests).ToDictionary(r => r.Tag);

        replies.Count.ShouldBe(requests.Length);
        replies[requests[9].Tag].ShouldCarry(Sectors(1, 77));
        for (var i = 0; i < 8; i++)
            target.Image.Read(700 + i).ShouldBe(Sectors(1, i < 3 ? i : i == 3 ? 77 : 80 + i));
    }

    [SkippableTheory, EverySetup]
    public void Writes_OfAStreamOneOfThemCutShort_RefuseThatOneOnly(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var before = target.Image.Read(804, 2);
        RequestFrame[] requests = [.. Enumerable.Range(0, 5).Select(i => target.Me.Write((ulong)(800 + (2 * i)), Sectors(2, i)))];
        requests[2] = target.Me.Ata(0x34, 804, count: 2, Arguments.Extended | Arguments.Write, Sectors(1, 2));

        var replies = target.AskAllAtOnce(requests).ToDictionary(r => r.Tag);

        replies.Count.ShouldBe(5);
        replies[requests[2].Tag].IsError.ShouldBeTrue();
        target.Image.Read(804, 2).ShouldBe(before);
        foreach (var i in new[] { 0, 1, 3, 4 })
            target.Image.Read(800 + (2 * i), 2).ShouldBe(Sectors(2, i));
    }

    // No two sectors of a test alike, whoever wrote them.
    private static byte[] Sectors(int count, int number)
    {
        var data = new byte[count * TempImage.SectorBytes];
        for (var i = 0; i < data.Length; i++)
            data[i] = (byte)((number * 31) + (i / TempImage.SectorBytes * 7) + (i % 251));
        return data;
    }
}
