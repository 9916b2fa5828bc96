using AoEde.Engine.Disk;
using AoEde.Native;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Cache;

/// <summary>
/// Whatever the sequence of writes, flushes, syncs, failures and pauses: never more than the bounds, and a good flush means that
/// all acknowledged before it is stable. The syncing thread is played as it runs: asleep until woken or due, then syncing for a while.
/// </summary>
public sealed class WriteBehindProperties
{
    private const long Bytes = 6144;

    private sealed record Step(int Kind, int Amount, bool Fails);

    private static Arbitrary<Step[]> Histories => Gen.Choose(1, 120).SelectMany(length => AnyStep.ArrayOf(length)).ToArbitrary();

    private static Gen<Step> AnyStep =>
        from kind in Gen.Choose(0, 9)
        from amount in Gen.Choose(1, 1000)
        from fails in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Step(kind, amount, fails);

    [Fact]
    public void AnyHistory_OnADeviceThatKeepsUp_StaysWithinBytesAndAge() => Check(longestSync: WriteBehindBench.Age / 4, keepsUp: true);

    [Fact]
    public void AnyHistory_OnADeviceThatDoesNotKeepUp_StaysWithinBytesAndTakesNothingMore() => Check(longestSync: WriteBehindBench.Age * 3, keepsUp: false);

    private static void Check(TimeSpan longestSync, bool keepsUp) => Prop.ForAll(Histories, history =>
    {
        using var run = new Run(longestSync, keepsUp);
        foreach (var step in history)
            run.Take(step);
        run.EndAll();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private sealed class Acknowledged(int bytes, long at)
    {
        public int Bytes => bytes;

        public long At => at;

        public bool Covered { get; set; }
    }

    private sealed class Run(TimeSpan longestSync, bool keepsUp) : IDisposable
    {
        private readonly WriteBehindBench _bench = new(Bytes, requests: 200);

        // Acknowledged and not stable, as the device sees it.
        private readonly List<Acknowledged> _unstable = [];
        private readonly Dictionary<DiskRequest, Acknowledged[]> _flushes = [];
        private readonly List<DiskRequest> _parked = [];
        private readonly HashSet<DiskRequest> _coveredByThisSync = [];
        private readonly HashSet<Acknowledged> _lost = [];
        private long _syncEndsAt = -1;
        private bool _syncFails;
        private long _wakesAt;
        private int _wakesSeen;

        private long Now => _bench.Time.GetTimestamp();

        public void Take(Step step)
        {
            if (step.Kind < 5)
                Write(1 + (step.Amount % 4));
            else if (step.Kind == 5)
                Flush();
            else
                Pass(WriteBehindBench.Age * step.Amount / 3000, step);
            Look(step);
            Inspect();
        }

        public void EndAll()
        {
            Pass(longestSync + WriteBehindBench.Age, new Step(9, 1, false));
            Pass(longestSync + WriteBehindBench.Age, new Step(9, 1, false));
            _unstable.ShouldBeEmpty("without traffic all becomes stable");
            _flushes.ShouldBeEmpty();
            _parked.ShouldBeEmpty();
            _bench.Behind.UnstableBytes.ShouldBe(0);
        }

        public void Dispose() => _bench.Dispose();

        private void Write(int sectors)
        {
            var request = _bench.Written(sectors);
            if (!_bench.Behind.TryAcknowledge(request))
            {
                _parked.Add(request);
                return;
            }

            _unstable.ForEach(u => (Now - u.At).ShouldBeLessThan(WriteBehindBench.Age.Ticks, "it must not grow while it is too old"));
            _unstable.Add(new Acknowledged(request.Bytes, Now));
        }

        private void Flush()
        {
            var before = _unstable.ToArray();
            _flushes.Add(_bench.Flush(), before);
        }

        private void Pass(TimeSpan time, Step step)
        {
            long end = Now + time.Ticks;
            while (true)
            {
                Look(step);
                long next = Math.Min(_syncEndsAt >= 0 ? _syncEndsAt : _wakesAt, end);
                _bench.Time.Advance(TimeSpan.FromTicks(Math.Max(0, next - Now)));
                Inspect();
                if (_syncEndsAt == Now)
                    EndSync();
                else if (Now == end)
                    return;
                else
                    _wakesAt = Now;
            }
        }

        // The thread looks when it is woken and when it has slept long enough.
        private void Look(Step step)
        {
            if (_syncEndsAt >= 0 || (_bench.Wakes == _wakesSeen && Now < _wakesAt))
                return;
            _wakesSeen = _bench.Wakes;
            if (!_bench.Behind.TryBeginSync(out int milliseconds))
            {
                _wakesAt = milliseconds < 0 ? long.MaxValue : Now + (milliseconds * TimeSpan.TicksPerMillisecond);
                return;
            }

            _syncEndsAt = Now + (longestSync.Ticks * step.Amount / 1000);
            _syncFails = step.Fails;
            _unstable.ForEach(u => u.Covered = true);
            _coveredByThisSync.UnionWith(_parked);
            _coveredByThisSync.UnionWith(_flushes.Keys);
        }

        private void EndSync()
        {
            _syncEndsAt = -1;
            _wakesAt = Now;
            long lost = _bench.EndSync(_syncFails ? Errno.EIO : 0);
            lost.ShouldBe(_syncFails ? _unstable.Sum(u => (long)u.Bytes) : 0);
            if (_syncFails)
                _lost.UnionWith(_unstable);
            _unstable.RemoveAll(u => _syncFails || u.Covered);
            var home = _bench.Home();
            home.Select(h => h.Request).ShouldBe(_coveredByThisSync, ignoreOrder: true, "what this sync covers goes home, and nothing else");
            _coveredByThisSync.Clear();
            foreach (var (request, errno) in home)
                GoHome(request, errno);
        }

        private void GoHome(DiskRequest request, int errno)
        {
            if (_syncFails)
                errno.ShouldBe(Errno.EIO);
            if (_flushes.Remove(request, out var before) && errno == 0)
            {
                before.ShouldAllBe(write => !_unstable.Contains(write), "answered before it is stable");
                before.ShouldAllBe(write => !_lost.Contains(write), "answered as if nothing were lost");
            }

            _parked.Remove(request);
        }

        private void Inspect()
        {
            _unstable.Sum(u => (long)u.Bytes).ShouldBeLessThanOrEqualTo(Bytes);
            _bench.Behind.UnstableBytes.ShouldBe(_unstable.Sum(u => (long)u.Bytes));
            if (keepsUp)
                _unstable.ForEach(u => (Now - u.At).ShouldBeLessThanOrEqualTo(WriteBehindBench.Age.Ticks));
        }
    }
}
