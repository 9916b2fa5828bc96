using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Native.Files;

namespace AoEde.Engine.Commands;

/// <summary>
/// Serves a <see cref="FrameRun"/> of writes, or a single one, of a file in memory: it goes there by one system call, straight out of the receive
/// ring. Nothing waits in memory, and nothing becomes more stable than it is there, so there is no request, no buffer and no sync.
/// </summary>
internal sealed class WriteRuns(FrameRun run, RunAnswers answers)
{
    private readonly IoVector[] _parts = new IoVector[FrameRun.Longest];

    /// <summary>Carries out and answers a write together with those that follow it.</summary>
    /// <param name="inbound">The frame being dispatched, of an initiator that has negotiated nothing (<see cref="Inbound.IsPlain"/>).</param>
    /// <param name="order">Its write, within the target, with all of its data in the frame.</param>
    /// <returns>Whether it was answered; otherwise it goes its own way, also to fail there.</returns>
    public bool TryServe(in Inbound inbound, in AtaOrder order)
    {
        if (!IsOpen(inbound.Lane))
            return false;
        var target = inbound.Lane.Target;
        int count = run.Collect(inbound.Header, order, target.Sectors);
        if (!target.InFlight.IsClearForWrite(order.Lba, count * order.Count))
            return false;
        // As many as can be answered: what could not be is not done.
        count = answers.Claim(count);
        if (count == 0)
            return false;
        for (int i = 0; i < count; i++)
            _parts[i] = new IoVector(run.DataOf(i), order.Bytes);
        int got = target.File.WriteAtOnce(_parts.AsSpan(0, count), target.ByteOffset(order.Lba));
        int whole = Math.Max(got, 0) / order.Bytes;
        answers.Send(inbound, whole, bytes: 0);
        Count(inbound.Lane, order, whole);
        return whole > 0;
    }

    // Frozen, thawing and merging writes have their way through the disk line, and whatever would pass one there must wait.
    private static bool IsOpen(TargetLane lane) =>
        lane.Target is { WritesAtOnce: true, Overlay: null } && lane.Gate is { IsClosed: false, IsLeaving: false };

    private static void Count(TargetLane lane, in AtaOrder order, int whole)
    {
        for (int i = 0; i < whole; i++)
            lane.Counters.Durations[(int)DiskOperation.Write].Record(0);
        lane.Counters.Count(CommandKind.Write, CommandResult.Ok, whole);
        lane.Counters.WrittenBytes += (long)whole * order.Bytes;
    }
}
