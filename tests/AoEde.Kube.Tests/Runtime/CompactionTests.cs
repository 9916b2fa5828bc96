using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Faults;
using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Kube.Tests.Runtime;

/// <summary>A server that keeps no watch cache and forgets old versions every second, so that it really answers 410; and that is killed.</summary>
public sealed class CompactionTests(CompactionTests.ForgetfulServer fixture) : IClassFixture<CompactionTests.ForgetfulServer>
{
    [SkippableFact]
    public async Task Watch_FromAVersionThatIsForgotten_ListsAnewAndTellsWhatIsGone()
    {
        await using var bench = await ReflectorBench.StartAsync("compaction", server: fixture.Server);
        for (var number = 0; number < 10; number++)
            await bench.CreateAsync($"a{number}");
        await bench.UntilEqualAsync();
        var lists = 0;

        bench.Proxy.Connections.Refuses = true;
        bench.Proxy.CutAll();
        for (var number = 0; number < 5; number++)
            await bench.DeleteAsync($"a{number}");
        await ForgetAsync(bench);
        bench.Proxy.Fault = request =>
        {
            if (!request.IsWatch)
                Interlocked.Increment(ref lists);
            return null;
        };
        bench.Proxy.Connections.Refuses = false;

        await bench.UntilEqualAsync();
        lists.ShouldBeGreaterThan(0);
        bench.Nonsense.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task List_WhosePagesAreForgotten_IsReadInOnePiece()
    {
        var gate = Gate.Closed();
        await using var bench = await ReflectorBench.StartAsync("pages", fault: request => IsLaterPage(request) ? Fault.Hold(gate) : null, server: fixture.Server);
        for (var number = 0; number < 20; number++)
            await bench.CreateAsync($"a{number}");

        // The first list may have been too early for a second page.
        await Wait.UntilAsync(
            async token =>
            {
                if (bench.Reflector.HasSynced)
                    bench.Proxy.Fault = request => IsLaterPage(request) ? Fault.Hold(gate) : request.IsWatch ? Fault.Answer(System.Net.HttpStatusCode.Gone) : null;
                if (bench.Reflector.HasSynced && gate.Waiting == 0)
                    bench.Proxy.CutAll();
                await Task.Delay(100, token);
                return gate.Waiting > 0;
            },
            "a second page is asked for");
        await bench.DeleteAsync("a0");
        await ForgetAsync(bench);
        bench.Proxy.Fault = null;
        gate.Open();

        await bench.UntilEqualAsync();
        bench.Nonsense.ShouldBeEmpty();

        static bool IsLaterPage(ProxiedRequest request) => request.PathAndQuery.Contains("continue=", StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Server_KilledAndBack_IsFollowedAgain()
    {
        await using var bench = await ReflectorBench.StartAsync("killed", server: fixture.Server);
        await bench.CreateAsync("a");
        await bench.CreateAsync("b");
        await bench.UntilEqualAsync();

        await fixture.Server.StopAsync();
        await Wait.UntilAsync(() => bench.Reflector.Restarts > 0, "the server is missed");
        bench.Reflector.Find("a", bench.Namespace).ShouldNotBeNull("what was known stays known");
        await fixture.Server.StartAsync();
        await bench.DeleteAsync("a");

        await bench.UntilEqualAsync();
        bench.Nonsense.ShouldBeEmpty();
    }

    /// <summary>Makes changes until the server no longer knows a version of before.</summary>
    private static async Task ForgetAsync(ReflectorBench bench)
    {
        var version = (await bench.CreateAsync($"mark-{Guid.NewGuid():N}")).Metadata.ResourceVersion;
        await Wait.UntilAsync(
            async token =>
            {
                await bench.CreateAsync($"mark-{Guid.NewGuid():N}");
                try
                {
                    using var enough = CancellationTokenSource.CreateLinkedTokenSource(token);
                    enough.CancelAfter(TimeSpan.FromSeconds(1));
                    await foreach (var _ in bench.Client.WatchAsync<V1ConfigMap>(bench.Namespace, version, cancellationToken: enough.Token))
                        return false;
                    return false;
                }
                catch (KubernetesException error) when (error.Status.Code == 410)
                {
                    return true;
                }
            },
            "the server forgets");
    }

    /// <summary>The server.</summary>
    public sealed class ForgetfulServer : ApiServerFixture
    {
        protected override ApiServerOptions Options => new()
        {
            InstallCrds = false,
            InstallRbac = false,
            AddHosts = false,
            Arguments = ["--watch-cache=false", "--etcd-compaction-interval=1s"],
        };
    }
}
