using AoEde.Engine.Tests.Bench;
using AoEde.Native.Files;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Wire;

/// <summary>A file in memory is sent out of its own pages: what is true of a read is true of that, too.</summary>
public sealed class MappedReadTests
{
    private const int Sectors = 3 * (FileMapping.PieceBytes / TempImage.SectorBytes);

    [SkippableTheory]
    [InlineData(1500, 2)]
    [InlineData(9000, 17)]
    public void Reads_OfPlacesFarApart_AreEachAnsweredWithTheirOwn(int mtu, byte sectors)
    {
        using var served = Start(mtu);
        int[] places = [0, Sectors - sectors, Sectors / 3 - 1, Sectors / 2, 1, Sectors / 3 * 2 - 1, 77, 78 + sectors];
        RequestFrame[] requests = [.. places.Select(lba => served.Client.Read((ulong)lba, sectors))];

        var replies = served.Client.Exchange(requests, requests.Length).ToDictionary(r => r.Tag);

        replies.Count.ShouldBe(places.Length);
        for (int i = 0; i < places.Length; i++)
        {
            var reply = replies[requests[i].Tag];
            reply.Length.ShouldBe(36 + (512 * sectors));
            reply.AtaStatus.ShouldBe((byte)0x40);
            reply.Bytes.AsSpan(36).SequenceEqual(served.Image.Read(places[i], sectors)).ShouldBeTrue($"sector {places[i]}");
        }
    }

    [SkippableFact]
    public void Read_OfAPageThatIsGone_IsAnErrorOfTheDisk()
    {
        using var served = Start();
        var before = served.Ask(served.Client.Read(Sectors - 1, 1));
        before.AtaStatus.ShouldBe((byte)0x40);

        served.Image.Truncate(Sectors / 2);
        RequestFrame[] requests = [served.Client.Read(7, 1), served.Client.Read(Sectors - 1, 1), served.Client.Read(9, 1)];
        var replies = served.Client.Exchange(requests, 3).ToDictionary(r => r.Tag);

        ((int)replies[requests[1].Tag].AtaStatus & 1).ShouldBe(1, "it fails as a read of a disk does");
        replies[requests[0].Tag].Bytes.AsSpan(36).SequenceEqual(TempImage.InitialSector(7)).ShouldBeTrue();
        replies[requests[2].Tag].Bytes.AsSpan(36).SequenceEqual(TempImage.InitialSector(9)).ShouldBeTrue();
    }

    [SkippableFact]
    public void Reads_OfHoles_LeaveThemHoles()
    {
        using var served = ServedTarget.Start(make: () => new TempImage(Sectors, filled: false, inMemory: true));
        served.Target.Mapping.ShouldNotBeNull();
        var storm = new FrameStorm(served.Client);

        storm.Run(served.Client.Read(0, 2), 4000, n => n * 3 % (Sectors - 2)).ShouldBe(4000);

        served.Target.File.ReadAllocatedBytes().ShouldBe(0);
    }

    [SkippableFact]
    public void Read_WithAWriteOfItsSectorsBehindIt_BringsWhatWasThere()
    {
        using var served = Start();
        for (int round = 0; round < 200; round++)
        {
            var before = served.Image.Read(40, 2);
            byte[] after = [.. TempImage.FilledSector((byte)round), .. TempImage.FilledSector((byte)~round)];
            RequestFrame[] requests = [served.Client.Read(41, 1), served.Client.Read(40, 2), served.Client.Write(40, after), served.Client.Read(40, 2)];

            var replies = served.Client.Exchange(requests, 4).ToDictionary(r => r.Tag);

            replies[requests[0].Tag].Bytes.AsSpan(36).SequenceEqual(before.AsSpan(512)).ShouldBeTrue();
            replies[requests[1].Tag].Bytes.AsSpan(36).SequenceEqual(before).ShouldBeTrue();
            replies[requests[3].Tag].Bytes.AsSpan(36).SequenceEqual(after).ShouldBeTrue();
        }
    }

    private static ServedTarget Start(int mtu = 1500)
    {
        var served = ServedTarget.Start(mtu, make: () => new TempImage(Sectors, inMemory: true));
        served.Target.Mapping.ShouldNotBeNull("the image is in memory");
        return served;
    }
}
