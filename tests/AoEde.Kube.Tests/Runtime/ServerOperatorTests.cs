using System.Collections.Concurrent;
using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Faults;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;

namespace AoEde.Kube.Tests.Runtime;

/// <summary>Operators of config maps on a real server.</summary>
public sealed class ServerOperatorTests
{
    private readonly string _namespace = $"runtime-op-{Guid.NewGuid().ToString("N")[..6]}";

    [SkippableFact]
    public async Task TwoReplicas_OneOfThemCutOff_NeverWorkOnAnObjectAtOnce()
    {
        var server = await ApiServer.SharedAsync();
        await using var proxy = await FaultProxy.StartAsync(server);
        using var client = await ConnectAsync(server);
        using var firstLine = await ReflectorBench.ConnectAsync(server, proxy);
        using var secondLine = await ReflectorBench.ConnectAsync(server);
        var company = new Company();
        await using var first = new OperatorBench(firstLine, TimeProvider.System, company.Script("first"), Elect);
        await Wait.UntilAsync(() => first.Get<LeaseElector>().IsLeader, "the first one leads");
        await using var second = new OperatorBench(secondLine, TimeProvider.System, company.Script("second"), Elect);
        for (var number = 0; number < 20; number++)
            await client.CreateAsync(Map($"a{number}"));
        await Wait.UntilAsync(() => company.Seen("first") == 20 && second.Health.IsReady, "the first one has seen all, the second one waits");
        company.Seen("second").ShouldBe(0);

        proxy.Connections.Gate.Close();
        await Wait.UntilAsync(() => company.Seen("second") == 20, "the second one sees all again");

        company.Shared.ShouldBe(0);
        first.Get<LeaseElector>().IsLeader.ShouldBeFalse();
        proxy.Connections.Gate.Open();
    }

    [SkippableFact]
    public async Task Object_FromBirthToDeath_IsFinalizedAndToldOfOnAnyLine()
    {
        var server = await ApiServer.SharedAsync();
        await using var proxy = await FaultProxy.StartAsync(server);
        using var client = await ConnectAsync(server);
        using var line = await ReflectorBench.ConnectAsync(server, proxy);
        var script = new OperatorBench.Script();
        var writes = 0;
        proxy.Fault = request => request.IsWrite && Interlocked.Increment(ref writes) % 3 == 1 ? Fault.LoseAnswer() : null;
        await using var bench = new OperatorBench(line, TimeProvider.System, script, settings =>
        {
            settings.Namespace = _namespace;
            settings.Watch = ReflectorBench.Impatient;
        });

        await client.CreateAsync(Map("a"));
        await script.UntilAsync("reconcile a");
        (await client.GetAsync<V1ConfigMap>("a", _namespace))!.Metadata.Finalizers.ShouldBe([OperatorBench.Finalizer]);
        await client.DeleteAsync<V1ConfigMap>("a", _namespace);
        await script.UntilAsync("deleted a");

        (await client.GetAsync<V1ConfigMap>("a", _namespace)).ShouldBeNull();
        script.Calls.Last().ShouldBe("deleted a");
    }

    [SkippableFact]
    public async Task Events_OfAnObject_AreWhereKubectlLooks()
    {
        var server = await ApiServer.SharedAsync();
        using var client = await ConnectAsync(server);
        var map = await client.CreateAsync(Map("disk"));
        var home = (await client.GetAsync<V1Namespace>(_namespace))!;
        var sink = new EventSink(client, "aoede.io/test", "pod-1", TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        sink.Publish(map, "DeleteBlocked", "one initiator is busy", EventType.Warning);
        sink.Publish(map, "DeleteBlocked", "two initiators are busy", EventType.Warning);
        sink.Publish(home, "Noted", "an object of the cluster");
        await sink.RunAsync(new CancellationToken(canceled: true));

        sink.Dropped.ShouldBe(0);
        var described = (await server.KubectlAsync("describe", "-n", _namespace, "configmap/disk")).Expect();
        described.ToString().ShouldContain("(x2 over");
        described.ToString().ShouldContain("two initiators are busy");
        (await client.ListAsync<Corev1Event>("default", fieldSelector: $"involvedObject.name={_namespace}")).ShouldHaveSingleItem().Reason.ShouldBe("Noted");
    }

    private void Elect(OperatorSettingsBuilder settings)
    {
        settings.Namespace = _namespace;
        settings.LeaderElectionType = LeaderElectionType.Single;
        settings.LeaderElectionLeaseDuration = TimeSpan.FromSeconds(4);
        settings.LeaderElectionRenewDeadline = TimeSpan.FromSeconds(2);
        settings.LeaderElectionRetryPeriod = TimeSpan.FromMilliseconds(300);
        settings.Watch = ReflectorBench.Impatient;
    }

    private async Task<KubernetesClient> ConnectAsync(ApiServer server)
    {
        var client = await ReflectorBench.ConnectAsync(server);
        await client.CreateAsync(new V1Namespace { Metadata = new() { Name = _namespace } });
        return client;
    }

    private V1ConfigMap Map(string name) => new() { Metadata = new() { Name = name, NamespaceProperty = _namespace } };

    /// <summary>Controllers that are always at work, and notice when another replica works on the same object.</summary>
    private sealed class Company
    {
        private readonly ConcurrentDictionary<string, int> _workers = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<(string Replica, string Name), int> _seen = new();
        private int _shared;

        public int Shared => _shared;

        public int Seen(string replica) => _seen.Keys.Count(key => key.Replica == replica);

        public OperatorBench.Script Script(string replica) => new()
        {
            Reconcile = async (entity, token) =>
            {
                var name = entity.Metadata.Name!;
                if (_workers.AddOrUpdate(name, 1, (_, workers) => workers + 1) != 1)
                    Interlocked.Increment(ref _shared);
                try
                {
                    _seen[(replica, name)] = 1;
                    await Task.Delay(TimeSpan.FromMilliseconds(20), token);
                    return ReconciliationResult<V1ConfigMap>.Success(entity, TimeSpan.FromMilliseconds(50));
                }
                finally
                {
                    _workers.AddOrUpdate(name, 0, (_, workers) => workers - 1);
                }
            },
        };
    }
}
