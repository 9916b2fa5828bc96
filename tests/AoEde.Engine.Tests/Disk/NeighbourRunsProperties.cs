using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Native;
using AoEde.Native.Files;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Disk;

/// <summary>However the device cuts, disturbs and fails joined operations: what is reported written is on the disk, and nowhere else.</summary>
public sealed class NeighbourRunsProperties
{
    private const int DiskSectors = 40;
    private const int Sector = 512;

    private sealed record Step(int Kind, int Choice, int Result);

    private static Arbitrary<Step[]> Histories => Gen.Choose(1, 60).SelectMany(length => AnyStep.ArrayOf(length)).ToArbitrary();

    private static Gen<Step> AnyStep =>
        from kind in Gen.Choose(0, 9)
        from choice in Gen.Choose(0, 99)
        from result in Gen.Choose(0, 99)
        select new Step(kind, choice, result);

    [Fact]
    public void AnyResults_OfJoinedWrites_AreEachRequestsOwn() => Prop.ForAll(Histories, history =>
    {
        using var run = new Run();
        foreach (var step in history)
            run.Take(step);
        run.EndAll();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    // Writes of one sector or two; each sector is written by one request only, and a bad sector never is.
    private sealed class Run : IDiskSink, IDisposable
    {
        private const int BadSector = 13;
        private readonly LineBench _bench = new(requests: DiskSectors);
        private readonly TargetLane _lane;
        private readonly byte[] _disk = new byte[DiskSectors * Sector];
        private readonly List<DiskRequest> _open = [];
        private readonly Dictionary<DiskRequest, int> _ended = [];
        private int _next;

        public Run() => _lane = _bench.AddLane(o => o with { Direct = true, Backing = o.Backing with { IsDevice = true } });

        public void Take(Step step)
        {
            if (step.Kind < 6)
                Start(1 + (step.Choice % 2));
            else if (_bench.Queue.Submitted.Count > 0)
                Complete(_bench.Queue.Submitted[step.Choice % _bench.Queue.Submitted.Count], step.Result);
            if (step.Kind is 4 or 9)
                _bench.Line.Poll(this);
        }

        public void EndAll()
        {
            do
            {
                _bench.Line.Poll(this);
                foreach (var operation in _bench.Queue.Submitted.ToArray())
                    Complete(operation, 99);
            }
            while (_bench.Line.IsBusy);

            _open.ShouldBeEmpty();
            _lane.AtDevice.ShouldBe(0);
            foreach (var (request, errno) in _ended)
            {
                bool isBad = request.Lba <= BadSector && BadSector < request.End;
                errno.ShouldBe(isBad ? Errno.EIO : 0, $"sectors {request.Lba} to {request.End - 1}");
                if (errno == 0)
                    _disk.AsSpan((int)request.Lba * Sector, request.Bytes).ToArray().ShouldAllBe(b => b == (byte)(request.Lba + 1));
            }
        }

        public void DiskDone(DiskRequest request, int errno)
        {
            _open.Remove(request).ShouldBeTrue("handed over twice, or never started");
            _ended.Add(request, errno);
        }

        public void Dispose() => _bench.Dispose();

        private void Start(int sectors)
        {
            if (_next + sectors > DiskSectors)
                return;
            var request = _bench.Request(_lane, DiskOperation.Write, (ulong)_next, sectors);
            RawMemory.At(request.Buffer, request.Bytes).Fill((byte)(_next + 1));
            _next += sectors;
            _open.Add(request);
            _bench.Line.Start(request);
        }

        // Writes whole sectors up to a random point or the bad one, as a disk does.
        private void Complete(ScriptedOperation operation, int result)
        {
            int whole = operation.Bytes / Sector;
            int bad = (int)(BadSector - (operation.Offset / Sector));
            int upTo = result >= 50 ? whole : 1 + (result % whole);
            if (result % 10 == 3)
                _bench.Queue.Complete(operation, -Errno.EAGAIN);
            else if (bad >= 0 && bad < upTo)
                _bench.Queue.Complete(operation, -Errno.EIO);
            else
                _bench.Queue.Complete(operation, Write(operation, upTo * Sector));
        }

        private int Write(ScriptedOperation operation, int bytes)
        {
            IReadOnlyList<IoVector> pieces = operation.Parts > 1 ? operation.Pieces : [new IoVector(operation.Buffer, operation.Bytes)];
            int at = (int)operation.Offset, left = bytes;
            foreach (var piece in pieces)
            {
                int share = (int)Math.Min(left, piece.Bytes);
                RawMemory.At(piece.Address, share).CopyTo(_disk.AsSpan(at));
                at += share;
                left -= share;
            }

            return bytes;
        }
    }
}
