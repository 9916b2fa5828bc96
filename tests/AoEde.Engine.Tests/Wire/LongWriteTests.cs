using AoEde.Engine.Tests.Bench;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Wire;

/// <summary>
/// A frame may carry a sector more than initiators are told: an MTU does not count the Ethernet header, and interfaces let
/// longer frames pass. Such a write must not reach beyond its own buffer.
/// </summary>
public sealed class LongWriteTests
{
    // (1560 - 36) / 512 is 2, and yet 36 + 3 × 512 bytes are no more than 1560 + 14.
    private const int Mtu = 1560;

    [SkippableFact]
    public void Write_OfMoreSectorsThanFit_IsAbortedAndChangesNothing()
    {
        using var served = ServedTarget.Start(Mtu);
        var reply = served.Ask(served.Client.Write(100, Filled(3, 0xEE)));

        ((int)reply.AtaStatus & 1).ShouldBe(1);
        ((int)reply.AtaError).ShouldBe(0x04);
        served.Image.Read(99, 5).ShouldBe(Initial(99, 5));
    }

    [SkippableFact]
    public void Write_OfMoreSectorsThanFit_LeavesOtherWritesAlone()
    {
        using var served = ServedTarget.Start(Mtu);
        for (int round = 0; round < 50; round++)
        {
            ulong lba = (ulong)(8 * round);
            var frames = new List<RequestFrame>();
            for (ulong i = 0; i < 4; i++)
            {
                frames.Add(served.Client.Write(lba + (2 * i), Filled(2, (byte)(0x10 + i))));
                frames.Add(served.Client.Write(1000, Filled(3, 0xEE)));
            }

            served.Client.Exchange(frames, expected: 8).Count.ShouldBe(8);
            for (int i = 0; i < 4; i++)
                served.Image.Read((long)lba + (2 * i), 2).ShouldAllBe(b => b == 0x10 + i);
        }
    }

    [SkippableFact]
    public void Write_OfAllThatFits_IsDone()
    {
        using var served = ServedTarget.Start(Mtu);
        served.Ask(served.Client.Write(100, Filled(2, 0xEE))).AtaStatus.ShouldBe((byte)0x40);

        served.Image.Read(100, 2).ShouldAllBe(b => b == 0xEE);
        served.Image.Read(102, 1).ShouldBe(Initial(102, 1));
    }

    private static byte[] Filled(int sectors, byte fill)
    {
        var data = new byte[512 * sectors];
        Array.Fill(data, fill);
        return data;
    }

    private static byte[] Initial(long lba, int sectors) =>
        [.. Enumerable.Range(0, sectors).SelectMany(i => Testing.Files.TempImage.InitialSector(lba + i))];
}
