using AoEde.Testing.Files;
using AoEde.Testing.Initiators;

namespace AoEde.Installation.Tests.Disks;

/// <summary>A copy of a whole disk that is read from its target.</summary>
internal static class DiskCopy
{
    private const int SectorsOfARequest = 16;
    private const int RequestsAtATime = 32;

    /// <summary>Reads all of it into a file.</summary>
    public static void Take(TargetClient from, string to, long sectors)
    {
        using var file = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        file.SetLength(sectors * TempImage.SectorBytes);
        foreach (var batch in Range(sectors).Chunk(RequestsAtATime))
            Read(from, batch, file);
    }

    private static IEnumerable<long> Range(long sectors)
    {
        for (var lba = 0L; lba < sectors; lba += SectorsOfARequest)
            yield return lba;
    }

    private static void Read(TargetClient from, long[] batch, FileStream file)
    {
        var open = batch.Select(lba => (Lba: lba, Request: from.Read((ulong)lba, SectorsOfARequest))).ToDictionary(one => one.Request.Tag);
        for (var tries = 0; open.Count > 0; tries++)
        {
            if (tries > 60)
                throw new TimeoutException($"target {from.Target} does not answer");
            from.Initiator.SendBurst(open.Values.Select(one => one.Request.ToBytes()));
            while (open.Count > 0 && from.Initiator.TryTake(TimeSpan.FromMilliseconds(500), out var reply))
            {
                if (!open.Remove(reply.Tag, out var answered))
                    continue;
                (reply.IsError, reply.AtaError).ShouldBe((false, (byte)0), $"read of sector {answered.Lba} of {from.Target}");
                file.Position = answered.Lba * TempImage.SectorBytes;
                file.Write(reply.Data.AsSpan(0, SectorsOfARequest * TempImage.SectorBytes));
            }
        }
    }
}
