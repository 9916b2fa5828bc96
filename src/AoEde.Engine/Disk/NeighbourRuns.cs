using AoEde.Native.Disk;
using AoEde.Native.Files;

namespace AoEde.Engine.Disk;

/// <summary>
/// Joins neighbours among the operations that start between two submissions: at MTU 1500 a sequential stream arrives in pieces of
/// 1 KiB, and the device shall see large ones.
/// <list type="table">
/// <item><term>Run</term><description>Requests of one operation and file, each beginning where the one before ends, in the order they started; linked by
/// <see cref="DiskRequest.Next"/>, and one operation of the first's token.</description></item>
/// <item><term>Open</term><description>Not handed to the queue yet. Requests that start together share no sector unless both read, so their order is free.</description></item>
/// <item><term>Alone</term><description>A request whose run failed: it joins no other, so that its result is its own.</description></item>
/// </list>
/// </summary>
/// <param name="queue">The queue they go to.</param>
internal sealed class NeighbourRuns(IDiskQueue queue)
{
    // As many streams as interleave in one batch and are still told apart; one more closes the oldest run.
    private const int OpenAtOnce = 4;
    private readonly Run[] _open = new Run[OpenAtOnce];
    private readonly IoVector[] _parts = new IoVector[IDiskQueue.MaximumParts];
    private int _oldest;

    /// <summary>Whether nothing waits to be handed over.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Adds an operation.</summary>
    /// <param name="request">A read or a write, on no list.</param>
    /// <param name="piece">What of it is to be transferred now.</param>
    public void Add(DiskRequest request, in Piece piece)
    {
        IsEmpty = false;
        request.PieceBytes = piece.Bytes;
        if (!request.Alone && TryJoin(request, piece))
            return;
        ref var run = ref _open[_oldest];
        _oldest = (_oldest + 1) % OpenAtOnce;
        HandOver(ref run);
        run = new Run
        {
            First = request,
            Last = request,

            // Full at once: nothing joins what is tried alone.
            Count = request.Alone ? IDiskQueue.MaximumParts : 1,
            Operation = request.Operation,
            Slot = piece.Slot,
            Offset = piece.Offset,
            End = piece.Offset + piece.Bytes,
        };
    }

    /// <summary>Hands all that was added to the queue, to be submitted.</summary>
    public void HandOver()
    {
        if (IsEmpty)
            return;
        for (int i = 0; i < OpenAtOnce; i++)
            HandOver(ref _open[(_oldest + i) % OpenAtOnce]);
        IsEmpty = true;
    }

    private bool TryJoin(DiskRequest request, in Piece piece)
    {
        foreach (ref var run in _open.AsSpan())
        {
            if (run.End != piece.Offset || run.First is null || run.Slot != piece.Slot || run.Operation != request.Operation
                || run.Count == IDiskQueue.MaximumParts)
                continue;
            run.Last!.Next = request;
            run.Last = request;
            run.Count++;
            run.End += piece.Bytes;
            return true;
        }

        return false;
    }

    private void HandOver(ref Run run)
    {
        if (run.First is not { } first)
            return;
        ulong token = (ulong)first.Index;
        bool isWrite = run.Operation == DiskOperation.Write;
        bool taken;
        if (first.Next is null)
        {
            nint buffer = first.Buffer + first.DoneBytes;
            taken = isWrite
                ? queue.TryWrite(run.Slot, buffer, first.PieceBytes, run.Offset, token)
                : queue.TryRead(run.Slot, buffer, first.PieceBytes, run.Offset, token);
        }
        else
        {
            var parts = Parts(first);
            taken = isWrite ? queue.TryWriteParts(run.Slot, parts, run.Offset, token) : queue.TryReadParts(run.Slot, parts, run.Offset, token);
        }

        if (!taken)
            throw new InvalidOperationException("A disk queue is smaller than its pump's request pool.");
        run = default;
    }

    private ReadOnlySpan<IoVector> Parts(DiskRequest first)
    {
        int count = 0;
        for (var request = first; request is not null; request = request.Next)
            _parts[count++] = new IoVector(request.Buffer + request.DoneBytes, request.PieceBytes);
        return _parts.AsSpan(0, count);
    }

    private struct Run
    {
        public DiskRequest? First;
        public DiskRequest? Last;
        public int Count;
        public DiskOperation Operation;
        public int Slot;
        public long Offset;
        public long End;
    }
}
