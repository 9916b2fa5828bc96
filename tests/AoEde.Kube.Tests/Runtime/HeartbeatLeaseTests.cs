using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Runtime;

public sealed class HeartbeatLeaseTests : IAsyncDisposable
{
    private readonly StepTime _time = new();
    private readonly MemoryServer _server = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HeartbeatLease _lease;
    private readonly Task _running;

    public HeartbeatLeaseTests()
    {
        _lease = new(_server, "aoede-system", "aoede-node-n1", "n1", _time, NullLogger.Instance)
        {
            Owner = new() { ApiVersion = "v1", Kind = "Node", Name = "n1", Uid = "node-uid" },
        };
        _running = Task.Run(() => _lease.RunAsync(_stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    [Fact]
    public async Task Lease_ThatIsNotThere_IsMadeWithItsOwner()
    {
        await UntilRenewedAsync();

        Lease!.Spec.HolderIdentity.ShouldBe("n1");
        Lease!.Spec.LeaseDurationSeconds.ShouldBe(40);
        Lease!.Metadata.OwnerReferences.ShouldHaveSingleItem().Uid.ShouldBe("node-uid");
    }

    [Fact]
    public async Task Lease_EveryTenSeconds_IsRenewedByOneRequest()
    {
        await UntilRenewedAsync();
        _server.Requests.Clear();

        for (var beat = 0; beat < 3; beat++)
            await StepAsync(TimeSpan.FromSeconds(10));

        _server.Requests.ShouldBe(["update V1Lease", "update V1Lease", "update V1Lease"]);
        Lease!.Spec.AcquireTime.ShouldNotBe(Lease!.Spec.RenewTime);
    }

    [Fact]
    public async Task Lease_ChangedOrRemovedByAnother_IsRenewedAllTheSame()
    {
        await UntilRenewedAsync();
        var theirs = Lease!;
        theirs.Metadata.Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["theirs"] = "kept" };
        await _server.UpdateAsync(theirs);
        await StepAsync(TimeSpan.FromSeconds(10));
        Lease!.Metadata.Labels!["theirs"].ShouldBe("kept");

        await _server.DeleteAsync<V1Lease>("aoede-node-n1", "aoede-system");
        await StepAsync(TimeSpan.FromSeconds(10));
        Lease.ShouldNotBeNull();
    }

    [Fact]
    public async Task Server_AwayForAMinute_IsTriedUntilItIsBack()
    {
        await UntilRenewedAsync();
        _server.Before = (_, _, _) => throw new HttpRequestException("connection refused");
        var last = _lease.LastRenewed;
        for (var second = 0; second < 60; second++)
            _time.Advance(TimeSpan.FromSeconds(1));
        _lease.LastRenewed.ShouldBe(last);
        _lease.Health.IsLive.ShouldBeTrue();

        _server.Before = null;
        await StepAsync(TimeSpan.FromSeconds(4));
    }

    private V1Lease? Lease => _server.GetAsync<V1Lease>("aoede-node-n1", "aoede-system").Result;

    private Task UntilRenewedAsync() => ClusterTesting.Wait.UntilAsync(() => _lease.LastRenewed is not null && _time.Timers == 1, "the lease is there");

    private async Task StepAsync(TimeSpan by)
    {
        var before = _lease.LastRenewed;
        _time.Advance(by);
        await ClusterTesting.Wait.UntilAsync(() => _lease.LastRenewed > before && _time.Timers == 1, "the lease is renewed");
    }
}
