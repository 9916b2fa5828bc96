using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>A disk with 4,096-byte sectors behind requests of 512: neighbours in one block never undo each other.</summary>
public sealed class LargeSectorTests
{
    private const int Sectors = 96;
    private const int Rounds = 12;

    [SkippableTheory]
    [InlineData("io-uring")]
    [InlineData("io-uring -d")]
    [InlineData("aio")]
    [InlineData("aio -d")]
    public async Task NeighboursWrittenByThreeInitiatorsAtOnce_AllThereAndOnTheDiskWhenAcknowledged(string engine)
    {
        Requires.LoopDevices();
        Requires.OurAgent();
        LoopDevice? device = null;
        try
        {
            using var target = new Subject(new SubjectOptions(1500, engine)
            {
                Backing = image => (device ??= new LoopDevice(image, logicalBlockBytes: 4096)).Path,
            });
            using var third = Initiator.Open(target.InitiatorLink, MacAddress.Parse("02:00:00:00:00:03"));
            TargetClient[] clients = [target.Me, target.Other, new TargetClient(third, target.Me.Target)];
            target.Me.AskUntilAnswered(target.Me.Config());
            for (var round = 0; round < Rounds; round++)
            {
                var number = round;
                var problems = await Task.WhenAll(clients.Select((client, who) => Task.Run(() => WriteEveryThird(client, target.Image, who, number))));
                string.Join('\n', problems.OfType<string>()).ShouldBeEmpty($"round {round}: {target.Process.Story}");
                for (var lba = 0; lba < Sectors; lba++)
                    target.Me.AskUntilAnswered(target.Me.Read((ulong)lba, 1)).Data[..512].ShouldBe(Content(lba, round), $"sector {lba}");
            }

            // The last block was written in part: the rest of it is as it was.
            for (var lba = Sectors; lba < Sectors + 8; lba++)
                target.Me.AskUntilAnswered(target.Me.Read((ulong)lba, 1)).Data[..512].ShouldBe(TempImage.InitialSector(lba));
        }
        finally
        {
            device?.Dispose();
        }
    }

    // Its data is looked for where the loop device keeps it, past the cache that the target wrote through.
    private static string? WriteEveryThird(TargetClient client, TempImage disk, int who, int round)
    {
        var open = new Dictionary<uint, int>();
        var frames = new List<byte[]>();
        for (var lba = who; lba < Sectors - 3; lba += 3)
        {
            var request = client.Write((ulong)lba, Content(lba, round));
            open.Add(request.Tag, lba);
            frames.Add(request.ToBytes());
        }

        client.Initiator.Forget();
        client.Initiator.SendBurst(frames);
        while (open.Count > 0)
        {
            if (!client.Initiator.TryTake(TargetClient.Patience, out var reply))
                return $"initiator {who}: no answer to writes of sectors {string.Join(", ", open.Values)}";
            if (!open.Remove(reply.Tag, out var lba))
                return $"initiator {who}: an answer to nothing: {reply}";
            if (reply.IsError || reply.AtaStatus != 0x40)
                return $"initiator {who}: sector {lba}: {reply}";
            if (!disk.Read(lba).AsSpan().SequenceEqual(Content(lba, round)))
                return $"initiator {who}: sector {lba} was acknowledged and is not on the disk";
        }

        return null;
    }

    private static byte[] Content(int lba, int round)
    {
        // The last three sectors of the area are never written.
        if (lba >= Sectors - 3)
            return TempImage.InitialSector(lba);
        var content = TempImage.InitialSector(lba);
        content.AsSpan(0, 8).Fill((byte)(round + 1));
        return content;
    }
}
