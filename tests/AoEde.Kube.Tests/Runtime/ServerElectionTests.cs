using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Faults;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Runtime;

/// <summary>Candidates for one lease of a real server.</summary>
public sealed class ServerElectionTests
{
    private static readonly LeaseElectorOptions Short = new()
    {
        LeaseDuration = TimeSpan.FromSeconds(4),
        RenewDeadline = TimeSpan.FromSeconds(2),
        RetryPeriod = TimeSpan.FromMilliseconds(300),
    };

    private readonly string _lease = $"runtime-{Guid.NewGuid().ToString("N")[..6]}";
    private int _leading;
    private int _overlaps;

    [SkippableFact]
    public async Task Leader_CutOffFromTheServer_IsFollowedByAnotherAndNeverBoth()
    {
        var server = await ApiServer.SharedAsync();
        await using var proxy = await FaultProxy.StartAsync(server);
        await using var first = await CandidateAsync(server, proxy, Short);
        await UntilLeadsAsync(first);
        await using var second = await CandidateAsync(server, null, Short);

        proxy.Connections.Gate.Close();
        await UntilLeadsAsync(second);

        first.Elector.IsLeader.ShouldBeFalse();
        _overlaps.ShouldBe(0);
        proxy.Connections.Gate.Open();
        await Wait.UntilAsync(() => first.Elector.Leader == second.Elector.Identity, "the first one learns who leads");
        (await first.LeaseAsync()).Spec.LeaseTransitions.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Leader_ThatStops_IsFollowedLongBeforeItsLeaseRunsOut()
    {
        var server = await ApiServer.SharedAsync();
        var patient = Short with { LeaseDuration = TimeSpan.FromHours(1), RenewDeadline = TimeSpan.FromMinutes(30) };
        await using var second = await FirstStopsAsync();

        await UntilLeadsAsync(second);
        (await second.LeaseAsync()).Spec.LeaseTransitions.ShouldBe(1);
        _overlaps.ShouldBe(0);

        async Task<Candidate> FirstStopsAsync()
        {
            await using var first = await CandidateAsync(server, null, patient);
            await UntilLeadsAsync(first);
            return await CandidateAsync(server, null, patient);
        }
    }

    [SkippableFact]
    public async Task Leader_WhoseAnswersAreLost_StaysLeader()
    {
        var server = await ApiServer.SharedAsync();
        await using var proxy = await FaultProxy.StartAsync(server);
        await using var only = await CandidateAsync(server, proxy, Short with { LeaseDuration = TimeSpan.FromMinutes(5), RenewDeadline = TimeSpan.FromMinutes(4) });
        await UntilLeadsAsync(only);
        var before = (await only.LeaseAsync()).Spec.RenewTime;

        // The server renews, the leader does not hear it: what it writes next is refused, and it has to look.
        var lost = 0;
        proxy.Fault = request => request.IsWrite && Interlocked.Increment(ref lost) <= 3 ? Fault.LoseAnswer() : null;
        await Wait.UntilAsync(() => Volatile.Read(ref lost) >= 6, "answers are lost, and then not");

        only.Elector.IsLeader.ShouldBeTrue();
        only.Terms.ShouldBe(1);
        (await only.LeaseAsync()).Spec.RenewTime.ShouldNotBe(before);
    }

    private static Task UntilLeadsAsync(Candidate candidate) => Wait.UntilAsync(() => candidate.Elector.IsLeader, "the candidate leads");

    private async Task<Candidate> CandidateAsync(ApiServer server, FaultProxy? proxy, LeaseElectorOptions options) =>
        new(this, await ReflectorBench.ConnectAsync(server, proxy), options);

    private sealed class Candidate : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly KubernetesClient _client;
        private readonly string _lease;
        private readonly Task _running;

        public Candidate(ServerElectionTests test, KubernetesClient client, LeaseElectorOptions options)
        {
            _client = client;
            _lease = test._lease;
            Elector = new(client, "default", _lease, "pod", TimeProvider.System, NullLogger.Instance, options);
            _running = Task.Run(() => Elector.RunAsync(token => WorkAsync(test, token), _stop.Token));
        }

        public LeaseElector Elector { get; }

        public int Terms { get; private set; }

        public async Task<V1Lease> LeaseAsync() => (await _client.GetAsync<V1Lease>(_lease, "default"))!;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
            _client.Dispose();
        }

        private async Task WorkAsync(ServerElectionTests test, CancellationToken token)
        {
            Terms++;
            if (Interlocked.Increment(ref test._leading) != 1)
                Interlocked.Increment(ref test._overlaps);
            var ended = new TaskCompletionSource();
            await using var registration = token.Register(ended.SetResult);
            await ended.Task;
            Interlocked.Decrement(ref test._leading);
        }
    }
}
