using System.Diagnostics;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Runtime;

/// <summary>Candidates for one lease under one clock, each with a line to the server that can be cut.</summary>
internal sealed class ElectorBench(int candidates) : IAsyncDisposable
{
    private static readonly LeaseElectorOptions Options = new();

    private readonly MemoryServer _server = new();
    private readonly Candidate?[] _candidates = new Candidate?[candidates];
    private int _leading;

    public StepTime Time { get; } = new();

    /// <summary>How often a leader began its work while another had not ended it, or two said that they lead.</summary>
    public int Overlaps { get; private set; }

    public V1Lease Lease => _server.GetAsync<V1Lease>("leader", "ns").Result!;

    public Candidate this[int number] => _candidates[number]!;

    public int Leaders => _candidates.Count(candidate => candidate?.Elector.IsLeader == true);

    /// <summary>The number of the one who leads by its own judgement.</summary>
    public int? Leader => Array.FindIndex(_candidates, candidate => candidate?.Elector.IsLeader == true) is var number and >= 0 ? number : null;

    public bool IsRunning(int number) => _candidates[number] is not null;

    public void Start(int number) => _candidates[number] ??= new(this, number);

    public async Task StopAsync(int number)
    {
        if (_candidates[number] is not { } candidate)
            return;
        _candidates[number] = null;
        await candidate.StopAsync();
    }

    /// <summary>
    /// Moves the clock step by step, and lets a new leader begin, and one who must have given up end, before it goes on: this clock is faster
    /// than any thread.
    /// </summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        for (var moved = TimeSpan.Zero; moved < by; moved += TimeSpan.FromMilliseconds(500))
        {
            Time.Advance(TimeSpan.FromMilliseconds(500));
            if (Leaders > 1)
                Overlaps++;
            await SettleAsync(() => _candidates.All(candidate => candidate is null || !candidate.Elector.IsLeader || candidate.IsWorking));
            if (await _server.GetAsync<V1Lease>("leader", "ns") is not { Spec.RenewTime: { } renewed } lease
                || Time.GetUtcNow() - renewed < Options.RenewDeadline + Options.RetryPeriod)
            {
                continue;
            }

            if (_candidates.FirstOrDefault(candidate => candidate?.Elector.Identity == lease.Spec.HolderIdentity) is { } holder)
                await SettleAsync(() => !holder.IsWorking);
        }
    }

    /// <summary>Waits for other threads, as shortly as can be: this is done thousands of times.</summary>
    private static async Task SettleAsync(Func<bool> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(ClusterTesting.Wait.Patience, "a leader begins and ends its work when it is to");
            await Task.Yield();
        }
    }

    /// <summary>Moves the clock until something is so.</summary>
    public async Task AdvanceUntilAsync(Func<bool> condition, TimeSpan atMost)
    {
        for (var moved = TimeSpan.Zero; !condition() && moved < atMost; moved += TimeSpan.FromMilliseconds(500))
        {
            await AdvanceAsync(TimeSpan.FromMilliseconds(500));
            await Task.Delay(1);
        }

        condition().ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        for (var number = 0; number < _candidates.Length; number++)
            await StopAsync(number);
    }

    /// <summary>One process.</summary>
    internal sealed class Candidate
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;
        private volatile bool _isWorking;

        public Candidate(ElectorBench bench, int number)
        {
            var client = new MemoryServer(bench._server) { Before = (_, _, _) => Answer() };
            Elector = new(client, "ns", "leader", $"pod-{number}", bench.Time, NullLogger.Instance, Options);
            _running = Task.Run(() => Elector.RunAsync(token => WorkAsync(bench, token), _stop.Token));
        }

        public LeaseElector Elector { get; }

        public bool IsCut { get; set; }

        public bool IsWorking => _isWorking;

        /// <summary>How often it led.</summary>
        public int Terms { get; private set; }

        /// <summary>Ends it; a token cancels the clock's waits at once, so that no clock need move.</summary>
        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _running.WaitAsync(ClusterTesting.Wait.Patience);
            _stop.Dispose();
        }

        private void Answer()
        {
            if (IsCut)
                throw new HttpRequestException("no route to host");
        }

        private async Task WorkAsync(ElectorBench bench, CancellationToken token)
        {
            _isWorking = true;
            Terms++;
            if (Interlocked.Increment(ref bench._leading) != 1)
                bench.Overlaps++;
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                // Leadership has ended.
            }
            finally
            {
                Interlocked.Decrement(ref bench._leading);
                _isWorking = false;
            }
        }
    }
}
