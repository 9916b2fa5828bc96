using System.Diagnostics.CodeAnalysis;

namespace AoEde.Testing.Relays;

/// <summary>
/// Decides what becomes of the frames of one direction; no sockets and no clock of its own. What comes in with
/// <see cref="Take"/> comes out of <see cref="TryTake"/>, or not, or twice, or later.
/// </summary>
/// <remarks>
/// AoE has no sequence numbers: an old copy of a write that reaches a target after a newer write of the same sectors was
/// acknowledged undoes the newer one, with any target, unless initiator and target have negotiated increasing tags, which
/// Linux never does. A relay that did this would show nothing but that. So a write request is held back or copied
/// only until a write comes in that shares a sector with it and puts something else there; from then on it is withheld,
/// and counts as lost. One that is sent again, by whatever tag, after such another may be taken together with the first that is still on its
/// way to the disk, before the other: it passes once and at once, for its copy would undo the other all the same. Everything else, reads, queries and all replies, is delayed without regard to what passed meanwhile.
/// </remarks>
public sealed class RelayDirection(RelayFaults faults)
{
    private readonly Random _random = new(faults.Seed);
    private readonly Queue<byte[]> _ready = new();
    private readonly List<DelayedFrame> _delayed = [];
    private readonly PassedWrites _passed = new();

    public RelayCounts Counts { get; private set; }

    /// <summary>When the next delayed frame is due; null if none is.</summary>
    public TimeSpan? NextDue => _delayed.Count == 0 ? null : _delayed.Min(d => d.Due);

    public void Take(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        Counts = Counts with { Received = Counts.Received + 1 };
        WithholdOlderWrites(frame);
        var isOutdated = _passed.Note(frame);
        // Each frame asks the same questions, so that one kind of fault does not change where another one strikes.
        var (isLost, isTwice) = (Strikes(faults.LossPercent), Strikes(faults.DuplicatePercent));
        var (isHeld, isReplayed) = (Strikes(faults.ReorderPercent), Strikes(faults.ReplayPercent));
        var (overtakers, delay) = (_random.Next(1, faults.MostOvertakers + 1), _random.NextDouble());
        var bytes = frame.ToArray();
        if (isLost)
        {
            Counts = Counts with { Lost = Counts.Lost + 1 };
            return;
        }

        if (isOutdated)
            (isTwice, isHeld, isReplayed) = (false, false, false);
        if (isReplayed)
            _delayed.Add(new DelayedFrame(bytes, now + ReplayAfter(delay), -1, isTwice: false));
        if (isHeld)
        {
            Counts = Counts with { Reordered = Counts.Reordered + 1 };
            _delayed.Add(new DelayedFrame(bytes, now + faults.HoldAtMost, overtakers, isTwice));
            return;
        }

        Deliver(bytes, isTwice);
        ReleaseOvertaken();
    }

    /// <summary>The next frame to go out now.</summary>
    public bool TryTake(TimeSpan now, [NotNullWhen(true)] out byte[]? frame)
    {
        if (_ready.Count == 0)
            Release(d => d.Due <= now);
        return _ready.TryDequeue(out frame);
    }

    private bool Strikes(double percent) => _random.NextDouble() * 100 < percent;

    private TimeSpan ReplayAfter(double share) =>
        faults.ReplayAfterAtLeast + (share * (faults.ReplayAfterAtMost - faults.ReplayAfterAtLeast));

    private void Deliver(byte[] bytes, bool isTwice)
    {
        Counts = Counts with { Delivered = Counts.Delivered + (isTwice ? 2 : 1), Duplicated = Counts.Duplicated + (isTwice ? 1 : 0) };
        _ready.Enqueue(bytes);
        if (isTwice)
            _ready.Enqueue(bytes);
    }

    private void ReleaseOvertaken()
    {
        foreach (var held in _delayed.Where(d => !d.IsCopy))
            held.Overtakers--;
        Release(d => d.Overtakers == 0);
    }

    private void Release(Predicate<DelayedFrame> isReady)
    {
        foreach (var delayed in _delayed.FindAll(isReady).OrderBy(d => d.Due))
        {
            if (delayed.IsCopy)
                Counts = Counts with { Replayed = Counts.Replayed + 1 };
            Deliver(delayed.Bytes, delayed.IsTwice);
        }

        _delayed.RemoveAll(isReady);
    }

    private void WithholdOlderWrites(ReadOnlySpan<byte> frame)
    {
        if (!WriteRange.TryRead(frame, out var newer))
            return;
        for (var i = _delayed.Count - 1; i >= 0; i--)
        {
            var older = _delayed[i].Bytes;
            if (!WriteRange.TryRead(older, out var range) || !range.Overlaps(newer))
                continue;
            if (range == newer && range.HasSameData(older, frame))
                continue;
            _delayed.RemoveAt(i);
            Counts = Counts with { Withheld = Counts.Withheld + 1 };
        }
    }
}
