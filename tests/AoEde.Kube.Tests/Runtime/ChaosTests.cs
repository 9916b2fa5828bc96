using System.Collections.Concurrent;
using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Faults;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace AoEde.Kube.Tests.Runtime;

/// <summary>Ten thousand changes of objects on a real server, on a line that breaks all the time.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Changes = 10_000;
    private const int Writers = 8;
    private const int NamesOfAWriter = 25;

    [SkippableFact]
    public async Task TenThousandChanges_OnABadLine_LeaveStoreServerAndQueueInAgreement()
    {
        var seed = Environment.TickCount;
        await using var bench = await ReflectorBench.StartAsync("chaos", ReflectorBench.Impatient with { PageSize = 50, IdleTimeout = TimeSpan.FromSeconds(3) });
        using var queue = new WorkQueue<ObjectKey>("chaos", new() { FirstBackoff = TimeSpan.FromMilliseconds(1), LongestBackoff = TimeSpan.FromMilliseconds(20), OverallRate = 10_000 }, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var workers = new Workers(bench);
        using var subscription = bench.Reflector.Subscribe((old, current) => queue.Add(ObjectKey.Of((current ?? old)!)));
        var working = queue.RunAsync(6, workers.WorkAsync, NullLogger.Instance, stop.Token);
        bench.Proxy.Fault = new RandomHarm(seed).Choose;
        var harming = CutAsync(bench.Proxy, stop.Token);

        var deleted = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(bench, writer, seed))));
        bench.Proxy.Fault = null;
        await bench.UntilEqualAsync();
        await Wait.UntilAsync(() => workers.AgreeWith(bench.Reflector), "the workers have seen the last state of every key");
        await stop.CancelAsync();
        await working;
        await harming;

        var gone = deleted.SelectMany(uids => uids).ToHashSet(StringComparer.Ordinal);
        gone.Intersect(bench.Alive.Keys).ShouldBeEmpty($"seed {seed}: a deletion was never told");
        gone.Count.ShouldBeGreaterThan(500);
        bench.Nonsense.ShouldBeEmpty($"seed {seed}");
        workers.Shared.ShouldBe(0, $"seed {seed}: two workers had one key");
        bench.Proxy.Harmed.ShouldBeGreaterThan(10);
        output.WriteLine(
            $"seed {seed}: {Changes} changes, {gone.Count} deletions, {bench.Proxy.Harmed} requests harmed, {bench.Proxy.Connections.Accepted} connections, "
            + $"{bench.Reflector.Restarts} restarts, {bench.Told} changes told, {workers.Runs} runs");
    }

    /// <summary>Creates, changes and deletes objects whose names are this writer's alone.</summary>
    private static async Task<List<string>> WriteAsync(ReflectorBench bench, int writer, int seed)
    {
        var random = new Random(seed + writer);
        var alive = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> deleted = [];
        for (var change = 0; change < Changes / Writers; change++)
        {
            var name = $"w{writer}-{random.Next(NamesOfAWriter)}";
            if (!alive.TryGetValue(name, out var uid))
            {
                alive[name] = (await bench.CreateAsync(name)).Metadata.Uid!;
            }
            else if (random.Next(4) == 0)
            {
                await bench.DeleteAsync(name);
                alive.Remove(name);
                deleted.Add(uid);
            }
            else
            {
                await bench.ChangeAsync(name);
            }
        }

        return deleted;
    }

    private static async Task CutAsync(FaultProxy proxy, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(700, CancellationToken.None);
            proxy.CutAll();
        }
    }

    /// <summary>Chooses at random what is done to a request of the reflector; most lists are left whole, or nothing would ever begin.</summary>
    private sealed class RandomHarm(int seed)
    {
        private static readonly Gate Never = Gate.Closed();

        private readonly Random _random = new(seed);

        public Fault? Choose(ProxiedRequest request)
        {
            lock (_random)
            {
                var line = _random.Next(1, 60);
                return (request.IsWatch, _random.Next(10)) switch
                {
                    (true, 0) => Fault.CutInLine(line),
                    (true, 1) => Fault.TruncateInLine(line),
                    (true, 2) => Fault.EndBeforeLine(line),
                    (true, 3) => Fault.ExpireAtLine(line),
                    (true, 4) => Fault.Duplicate(3),
                    (true, 5) => Fault.Answer(System.Net.HttpStatusCode.Gone),
                    (true, 6) => Fault.StallInLine(line, Never),
                    (true, 7) => Fault.Slow(TimeSpan.FromMilliseconds(2), TimeProvider.System),
                    (false, 0) => Fault.Answer(System.Net.HttpStatusCode.Gone),
                    (false, 1) => Fault.CutInLine(1),
                    _ => null,
                };
            }
        }
    }

    /// <summary>Workers that remember which version they saw last, and notice company.</summary>
    private sealed class Workers(ReflectorBench bench)
    {
        private readonly ConcurrentDictionary<ObjectKey, int> _company = new();
        private readonly ConcurrentDictionary<ObjectKey, string> _seen = new();
        private int _shared;
        private int _runs;

        public int Shared => _shared;

        public int Runs => _runs;

        public async Task WorkAsync(ObjectKey key, CancellationToken token)
        {
            if (_company.AddOrUpdate(key, 1, (_, workers) => workers + 1) != 1)
                Interlocked.Increment(ref _shared);
            var version = bench.Reflector.Store.Find(key)?.Metadata.ResourceVersion;
            await Task.Yield();
            try
            {
                if (Interlocked.Increment(ref _runs) % 97 == 0)
                    throw new InvalidOperationException("now and then work fails");
                if (version is null)
                    _seen.TryRemove(key, out _);
                else
                    _seen[key] = version;
            }
            finally
            {
                _company.AddOrUpdate(key, 0, (_, workers) => workers - 1);
            }
        }

        public bool AgreeWith(Reflector<V1ConfigMap> reflector) =>
            reflector.List().Select(map => (ObjectKey.Of(map), map.Metadata.ResourceVersion)).ToHashSet()
                .SetEquals(_seen.Select(pair => (pair.Key, (string?)pair.Value)));
    }
}
