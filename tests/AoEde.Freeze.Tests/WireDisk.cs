using System.Diagnostics;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Freeze.Tests;

/// <summary>A target's sectors over the wire: many requests at a time, each asked until it is answered.</summary>
/// <param name="client">One initiator's view of the target.</param>
/// <param name="patienceSeconds">How long an answer may take.</param>
internal sealed class WireDisk(TargetClient client, int patienceSeconds = 60)
{
    private const int SectorBytes = 512;
    private const int Burst = 64;
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Most sectors of a request on this cable.</summary>
    public int MostSectors { get; } = (client.Initiator.Mtu - 36) / SectorBytes;

    public byte[] Read(long lba, int sectors) => Read([(lba, sectors)])[0];

    /// <summary>Reads several ranges at once.</summary>
    public byte[][] Read(IReadOnlyList<(long Lba, int Sectors)> ranges)
    {
        var replies = Ask([.. ranges.Select(r => client.Read((ulong)r.Lba, (byte)r.Sectors))]);
        return [.. replies.Select((reply, i) => Good(reply).Data[..(ranges[i].Sectors * SectorBytes)])];
    }

    /// <summary>Reads everything.</summary>
    public byte[] ReadAll(long sectors)
    {
        var ranges = new List<(long, int)>();
        for (long lba = 0; lba < sectors; lba += MostSectors)
            ranges.Add((lba, (int)Math.Min(MostSectors, sectors - lba)));
        return [.. Read(ranges).SelectMany(data => data)];
    }

    public void Write(long lba, byte[] data) => Good(TryWrite([(lba, data)])[0]);

    /// <summary>Writes ranges that do not overlap, at once; the answers may be errors.</summary>
    public IReadOnlyList<Reply> TryWrite(IReadOnlyList<(long Lba, byte[] Data)> writes) =>
        Ask([.. writes.Select(w => client.Write((ulong)w.Lba, w.Data))]);

    /// <summary>Whether an answer to an ATA command reports success.</summary>
    public static bool IsGood(Reply reply) => reply is { IsError: false, AtaStatus: 0x40, AtaError: 0 };

    private static Reply Good(Reply reply) => IsGood(reply) ? reply : throw new InvalidOperationException($"an error\n{reply}");

    private Reply[] Ask(RequestFrame[] requests) => [.. requests.Chunk(Burst).SelectMany(AskBurst)];

    private IEnumerable<Reply> AskBurst(RequestFrame[] requests)
    {
        var answers = new Dictionary<uint, Reply>();
        var started = Stopwatch.GetTimestamp();
        while (answers.Count < requests.Length)
        {
            if (Stopwatch.GetElapsedTime(started).TotalSeconds > patienceSeconds)
                throw new TimeoutException($"{requests.Length - answers.Count} requests to {client.Target} stay unanswered");
            client.Initiator.SendBurst(requests.Where(r => !answers.ContainsKey(r.Tag)).Select(r => r.ToBytes()));
            while (answers.Count < requests.Length && client.Initiator.TryTake(AskAgainAfter, out var reply))
            {
                if (requests.Any(r => r.Tag == reply.Tag))
                    answers[reply.Tag] = reply;
            }
        }

        return requests.Select(r => answers[r.Tag]);
    }
}
