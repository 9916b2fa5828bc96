using AoEde.Engine.Wire;
using AoEde.Native.Files;

namespace AoEde.Engine.Commands;

/// <summary>
/// Serves a <see cref="FrameRun"/> of reads: what the page cache holds of them is read by one system call, straight into as many transmit
/// frames. Those that the cache did not hold are barren: each goes its own way, and is not tried as part of a run again.
/// </summary>
internal sealed class ReadRuns(FrameRun run, RunAnswers answers)
{
    private readonly IoVector[] _parts = new IoVector[FrameRun.Longest];
    private int _barren;

    /// <summary>Answers a read together with those that follow it.</summary>
    /// <param name="inbound">The frame being dispatched, of an initiator that has negotiated nothing (<see cref="Inbound.IsPlain"/>).</param>
    /// <param name="order">Its read, within the target.</param>
    /// <returns>Whether it was answered; otherwise it goes its own way.</returns>
    public bool TryServe(in Inbound inbound, in AtaOrder order)
    {
        if (_barren > 0)
        {
            _barren--;
            return false;
        }

        var target = inbound.Lane.Target;
        int begun = target.InFlight.WritesBegun;
        int count = run.Collect(inbound.Header, order, target.Sectors);
        if (count < 2 || target.Overlay is not null || !target.InFlight.IsClearForRead(order.Lba, count * order.Count))
            return false;
        count = answers.Claim(count);
        for (int i = 0; i < count; i++)
            _parts[i] = new IoVector(answers.DataOf(i), order.Bytes);
        int got = target.File.TryReadCached(_parts.AsSpan(0, count), target.ByteOffset(order.Lba));
        int whole = target.InFlight.IsUndisturbedSince(begun) ? Math.Max(got, 0) / order.Bytes : 0;
        answers.Send(inbound, whole, order.Bytes);
        run.NoteReads(inbound, whole);
        inbound.Lane.Counters.CountCachedReads(whole, order.Bytes);
        _barren = Math.Max(count - Math.Max(whole, 1), 0);
        return whole > 0;
    }
}
