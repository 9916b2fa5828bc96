using AoEde.Engine.Disk;
using AoEde.Engine.Tests.Bench;

namespace AoEde.Engine.Tests.Disk;

/// <summary>Two pumps at one target: each admits and ends its own requests, and hands the other's home through its inbox.</summary>
public sealed class OverlapIndexThreadTests
{
    private const int RequestsEach = 20_000;
    private const int Sectors = 24;

    [Fact]
    public void Index_TwoThreads_NeverRunsAConflictAndAnswersEverything()
    {
        var index = new OverlapIndex();
        var disk = new SharedDisk();
        using var together = new Barrier(participantCount: 2);
        using var one = new MiniPump(index, disk, together, seed: 1);
        using var two = new MiniPump(index, disk, together, seed: 2);
        var threads = new[] { new Thread(one.Run), new Thread(two.Run) };
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join(TimeSpan.FromMinutes(1)).ShouldBeTrue("a request was never released");

        one.Failure.ShouldBeNull();
        two.Failure.ShouldBeNull();
        one.Answered.ShouldBe(RequestsEach);
        two.Answered.ShouldBe(RequestsEach);
        disk.Violations.ShouldBe(0);
        index.Count.ShouldBe(0);
        index.IsClearForRead(0, Sectors).ShouldBeTrue();
        (one.HandedOver + two.HandedOver).ShouldBeGreaterThan(0, "the two never met: nothing was tested");
    }

    /// <summary>Who is at work on each sector: a writer alone (-1), or any number of readers.</summary>
    private sealed class SharedDisk
    {
        private readonly int[] _users = new int[Sectors + 8];
        private int _violations;

        public int Violations => _violations;

        public void Enter(DiskRequest request)
        {
            for (ulong lba = request.Lba; lba < request.End; lba++)
            {
                bool clean = request.Operation == DiskOperation.Write
                    ? Interlocked.CompareExchange(ref _users[lba], -1, 0) == 0
                    : Interlocked.Increment(ref _users[lba]) > 0;
                if (!clean)
                    Interlocked.Increment(ref _violations);
            }
        }

        public void Leave(DiskRequest request)
        {
            for (ulong lba = request.Lba; lba < request.End; lba++)
            {
                if (request.Operation == DiskOperation.Write)
                    Interlocked.CompareExchange(ref _users[lba], 0, -1);
                else
                    Interlocked.Decrement(ref _users[lba]);
            }
        }
    }

    private sealed class MiniPump(OverlapIndex index, SharedDisk disk, Barrier together, int seed) : IDisposable
    {
        private readonly RequestBench _bench = new(count: 16);
        private readonly Queue<DiskRequest> _atDisk = [];
        private int _sent;

        public int Answered { get; private set; }

        public int HandedOver { get; private set; }

        public Exception? Failure { get; private set; }

        public void Dispose() => _bench.Dispose();

        public void Run()
        {
            try
            {
                var random = new Random(seed);
                together.SignalAndWait();
                while (Answered < RequestsEach)
                {
                    if (_sent < RequestsEach && _sent - Answered < 12)
                        Admit(random);
                    if (_atDisk.Count > random.Next(4) || _sent == RequestsEach)
                        EndOldest();
                    Drain();

                    // With requests at the disk: on a busy machine the other would else find nothing of ours, ever.
                    if (_sent % 16 == 0)
                        Thread.Yield();
                }
            }
            catch (Exception e)
            {
                Failure = e;
            }
        }

        private void Admit(Random random)
        {
            _sent++;
            var operation = random.Next(3) == 0 ? DiskOperation.Read : DiskOperation.Write;
            var request = _bench.Rent(operation, (ulong)random.Next(Sectors), random.Next(1, 5), (byte)random.Next(2));
            if (index.Admit(request) == Admission.Run)
                Start(request);
        }

        private void Start(DiskRequest request)
        {
            disk.Enter(request);
            _atDisk.Enqueue(request);
        }

        private void EndOldest()
        {
            if (!_atDisk.TryDequeue(out var request))
                return;
            disk.Leave(request);
            var released = default(RequestQueue);
            index.Finish(request, ref released);
            while (released.Take() is { } next)
                Hand(next, DiskRequest.NotRun);
            for (var duplicate = request.FirstDuplicate; duplicate is not null;)
            {
                var following = duplicate.Next;
                Hand(duplicate, outcome: 0);
                duplicate = following;
            }

            Answer(request);
        }

        private void Hand(DiskRequest request, int outcome)
        {
            request.Outcome = outcome;
            if (request.Inbox != _bench.Inbox)
            {
                HandedOver++;
                request.Inbox.Post(request);
            }
            else
            {
                Take(request);
            }
        }

        private void Drain()
        {
            var posted = _bench.Inbox.TakeAll();
            while (posted.Take() is { } request)
                Take(request);
        }

        private void Take(DiskRequest request)
        {
            if (request.Outcome == DiskRequest.NotRun)
                Start(request);
            else
                Answer(request);
        }

        private void Answer(DiskRequest request)
        {
            Answered++;
            _bench.Pool.Return(request);
        }
    }
}
