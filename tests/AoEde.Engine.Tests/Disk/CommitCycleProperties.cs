using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Native;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Disk;

/// <summary>An acknowledged write is stable, whatever order and results the disk comes up with.</summary>
public sealed class CommitCycleProperties
{
    private enum Result
    {
        Whole,
        Half,
        Again,
        Failed,
    }

    private sealed record Step(int Kind, int Choice, Result Result);

    private static Arbitrary<Step[]> Histories => Gen.Choose(1, 80).SelectMany(length => AnyStep.ArrayOf(length)).ToArbitrary();

    private static Gen<Step> AnyStep =>
        from kind in Gen.Choose(0, 9)
        from choice in Gen.Choose(0, 99)
        from result in Gen.Frequency(
            (6, Gen.Constant(Result.Whole)), (1, Gen.Constant(Result.Half)), (1, Gen.Constant(Result.Again)), (1, Gen.Constant(Result.Failed)))
        select new Step(kind, choice, result);

    [Fact]
    public void Write_AnyOrderOfCompletions_IsAcknowledgedAfterASyncThatBeganAfterIt() =>
        Prop.ForAll(Histories, history =>
        {
            using var run = new Run();
            foreach (var step in history)
                run.Take(step);
            run.EndAll();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private sealed class Run : IDiskSink, IDisposable
    {
        private readonly LineBench _bench = new(requests: 100);
        private readonly TargetLane[] _lanes;
        private readonly List<DiskRequest> _open = [];

        // Per request: when its last byte was reaped; per sync that succeeded: its target and when it had been submitted.
        private readonly Dictionary<DiskRequest, int> _writtenAt = [];
        private readonly List<(int Slot, int SubmittedAt)> _goodSyncs = [];
        private readonly Dictionary<ScriptedOperation, int> _submittedAt = [];
        private readonly HashSet<DiskRequest> _mustFail = [];
        private readonly HashSet<DiskRequest> _mayFail = [];
        private readonly HashSet<TargetLane> _failing = [];
        private readonly List<DiskRequest> _justWritten = [];
        private int _now;

        public Run() => _lanes = [_bench.AddLane(o => o with { QueueDepth = 4 }), _bench.AddLane(o => o with { QueueDepth = 64 })];

        public void Take(Step step)
        {
            if (step.Kind < 4)
                Start(_lanes[step.Choice % 2]);
            else if (_bench.Queue.Submitted.Count > 0)
                Complete(_bench.Queue.Submitted[step.Choice % _bench.Queue.Submitted.Count], step.Result);
            if (step.Kind != 9)
                Poll();
        }

        public void EndAll()
        {
            Poll();
            while (_bench.Queue.Submitted.Count > 0)
            {
                Complete(_bench.Queue.Submitted[0], Result.Whole);
                Poll();
            }

            _open.ShouldBeEmpty("everything started is handed over");
            _bench.Line.IsBusy.ShouldBeFalse();
            foreach (var lane in _lanes)
                lane.AtDevice.ShouldBe(0);
        }

        public void DiskDone(DiskRequest request, int errno)
        {
            _open.Remove(request).ShouldBeTrue("handed over twice, or never started");
            if (errno != 0)
            {
                (_mustFail.Remove(request) || _mayFail.Contains(request)).ShouldBeTrue("nothing it depends on failed");
                return;
            }

            _mustFail.ShouldNotContain(request);
            int written = _writtenAt[request];
            _goodSyncs.ShouldContain(s => s.Slot == request.Lane.FileSlot && s.SubmittedAt > written, "acknowledged and not stable");
        }

        public void Dispose() => _bench.Dispose();

        private void Start(TargetLane lane)
        {
            if (_open.Count < 90)
                _open.Add(_bench.Start(lane, DiskOperation.Write, 4 * ((ulong)_open.Count % 15), sectors: 2));
        }

        private void Complete(ScriptedOperation operation, Result result)
        {
            var request = _open.Single(r => (ulong)r.Index == operation.Token);
            if (operation.Kind == ScriptedKind.Sync)
                CompleteSync(operation, request, result == Result.Failed);
            else
                CompleteWrite(operation, request, result);
        }

        private void CompleteSync(ScriptedOperation sync, DiskRequest leader, bool fails)
        {
            if (fails)
            {
                // Whatever had been sent to this target's device, in this group or not. The line learns of it at its next poll.
                foreach (var request in _open.Where(r => r.Lane == leader.Lane && IsAtDevice(r)))
                    _mustFail.Add(request);
                _failing.Add(leader.Lane);
            }
            else
            {
                _goodSyncs.Add((sync.Slot, _submittedAt[sync]));
            }

            _submittedAt.Remove(sync);
            _bench.Queue.Complete(sync, fails ? -Errno.EIO : 0);
        }

        private void CompleteWrite(ScriptedOperation write, DiskRequest request, Result result)
        {
            int bytes = result switch
            {
                Result.Whole => write.Bytes,
                Result.Half => write.Bytes / 2,
                Result.Again => -Errno.EAGAIN,
                _ => -Errno.EIO,
            };
            if (bytes == -Errno.EIO)
                _mustFail.Add(request);
            _bench.Queue.Complete(write, bytes);
            if (bytes == write.Bytes)
                _justWritten.Add(request);
        }

        private void Poll()
        {
            // What has completed is reaped in this poll; the syncs submitted in it come after that.
            foreach (var request in _justWritten)
                _writtenAt[request] = _now;
            _justWritten.Clear();
            _mayFail.UnionWith(_open.Where(r => _failing.Contains(r.Lane)));
            _failing.Clear();
            _now++;
            _bench.Line.Poll(this);
            foreach (var sync in _bench.Queue.Submitted.Where(o => o.Kind == ScriptedKind.Sync && !_submittedAt.ContainsKey(o)).ToArray())
                _submittedAt.Add(sync, _now);

            _now++;
        }

        private bool IsAtDevice(DiskRequest request) => _bench.Queue.History.Exists(o => o.Token == (ulong)request.Index);
    }
}
