using System.Collections.Concurrent;
using AoEde.Kube.Extensions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Runtime;

public sealed class WorkQueueProperties
{
    /// <summary>What may happen to a queue.</summary>
    public enum Act
    {
        Add,
        AddAfter,
        Fail,
        Take,
        Done,
        Advance,
    }

    private static Gen<(Act Act, int Key, int Delay)> Acts =>
        from act in Gen.Elements(Enum.GetValues<Act>()) from key in Gen.Choose(0, 4) from delay in Gen.Choose(0, 40) select (act, key, delay);

    [Fact]
    public void Queue_AfterAnyHistory_IsWhatTheModelIs() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Acts.ArrayOf().ToArbitrary(), FollowsTheModel));

    [Fact]
    public void ManyWorkers_OnFewKeys_NeverShareOneAndMissNoChange() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(25),
        Prop.ForAll(Gen.Choose(0, 255).ArrayOf(200).ToArbitrary(), WorkersAgree));

    private static bool FollowsTheModel((Act Act, int Key, int Delay)[] history)
    {
        var time = new StepTime();
        using var queue = new WorkQueue<int>("test", new() { Jitter = 0, OverallBurst = 100_000, OverallRate = 100_000 }, time);
        var model = new QueueModel();
        foreach (var (act, key, delay) in history)
        {
            switch (act)
            {
                case Act.Add:
                    queue.Add(key);
                    model.Add(key);
                    break;
                case Act.AddAfter:
                    queue.AddAfter(key, TimeSpan.FromSeconds(delay));
                    model.AddAfter(key, delay);
                    break;
                case Act.Fail:
                    queue.AddRateLimited(key);
                    model.Fail(key);
                    break;
                case Act.Take when queue.Depth > 0:
                    var taken = queue.TakeAsync(CancellationToken.None).AsTask();
                    taken.IsCompletedSuccessfully.ShouldBeTrue();
                    model.Take(taken.Result);
                    break;
                case Act.Done when model.Working.Contains(key):
                    queue.Done(key);
                    model.Done(key);
                    break;
                case Act.Advance:
                    for (var second = 0; second < delay; second++)
                    {
                        time.Advance(TimeSpan.FromSeconds(1));
                        model.Advance();
                    }

                    break;
                default:
                    break;
            }

            queue.Depth.ShouldBe(model.Line.Count);
        }

        return true;
    }

    private static bool WorkersAgree(int[] changes)
    {
        using var queue = new WorkQueue<int>("test", new() { FirstBackoff = TimeSpan.FromMilliseconds(1), LongestBackoff = TimeSpan.FromMilliseconds(2) }, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var wanted = new int[7];
        var seen = new int[7];
        var working = new int[7];
        var shared = 0;
        var running = queue.RunAsync(4, WorkAsync, NullLogger.Instance, stop.Token);

        Parallel.ForEach(Partitioner.Create(0, changes.Length + 1), range =>
        {
            for (var index = range.Item1; index < Math.Min(range.Item2, changes.Length); index++)
            {
                var key = changes[index] % wanted.Length;
                Interlocked.Increment(ref wanted[key]);
                if (changes[index] % 3 == 0)
                    queue.AddAfter(key, TimeSpan.FromMilliseconds(1));
                else
                    queue.Add(key);
            }
        });
        SpinWait.SpinUntil(() => seen.SequenceEqual(wanted), TimeSpan.FromSeconds(20));
        stop.Cancel();
        running.Wait();
        return shared == 0 && seen.SequenceEqual(wanted);

        async Task<WorkOutcome> WorkAsync(int key, CancellationToken token)
        {
            if (Interlocked.Increment(ref working[key]) != 1)
                Interlocked.Increment(ref shared);
            var now = Volatile.Read(ref wanted[key]);
            await Task.Yield();
            var fails = now % 4 == 0 && seen[key] != now && queue.Failures(key) == 0;
            if (!fails)
                Volatile.Write(ref seen[key], now);
            Interlocked.Decrement(ref working[key]);
            return fails ? WorkOutcome.Failed : WorkOutcome.Done;
        }
    }

    /// <summary>What a queue is, without threads or timers.</summary>
    private sealed class QueueModel
    {
        private readonly Dictionary<int, int> _later = [];
        private readonly Dictionary<int, int> _failures = [];
        private readonly HashSet<int> _wanted = [];
        private int _now;

        /// <summary>Those that wait; which of them is first is not the model's affair, since several may fall due at once.</summary>
        public HashSet<int> Line { get; } = [];

        public HashSet<int> Working { get; } = [];

        public void Add(int key)
        {
            if (_wanted.Add(key) && !Working.Contains(key))
                Line.Add(key);
        }

        public void AddAfter(int key, int seconds)
        {
            if (seconds == 0)
                Add(key);
            else if (!_later.TryGetValue(key, out var due) || _now + seconds < due)
                _later[key] = _now + seconds;
        }

        public void Fail(int key)
        {
            var failures = _failures[key] = _failures.GetValueOrDefault(key) + 1;
            AddAfter(key, (int)Math.Min(300, Math.Pow(2, failures - 1)));
        }

        public void Take(int key)
        {
            Line.Remove(key).ShouldBeTrue("a key that is taken was waiting");
            _wanted.Remove(key);
            Working.Add(key).ShouldBeTrue("a key that is worked on does not wait in line");
        }

        public void Done(int key)
        {
            Working.Remove(key);
            if (_wanted.Contains(key))
                Line.Add(key);
        }

        public void Advance()
        {
            _now++;
            foreach (var key in _later.Where(pair => pair.Value <= _now).Select(pair => pair.Key).ToList())
            {
                _later.Remove(key);
                Add(key);
            }
        }
    }
}
