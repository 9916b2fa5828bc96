using System.Net;
using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Faults;
using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Kube.Tests.Cluster;

/// <summary>What a real server's answers become on a bad way.</summary>
public sealed class FaultTests
{
    [SkippableTheory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Read_ThatIsPutOff_IsTriedAgain(int code)
    {
        await using var cluster = await RealCluster.OpenAsync();
        await using var proxy = await FaultProxy.StartAsync(cluster.Server);
        using var client = await ThroughAsync(proxy);
        proxy.Fault = Once(request => request.Concerns("nodes"), Fault.Answer((HttpStatusCode)code));

        (await client.ListAsync<V1Node>()).ShouldNotBeEmpty();

        proxy.Harmed.ShouldBe(1);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_WhoseAnswerIsLost_IsTriedAgain(bool breaks)
    {
        await using var cluster = await RealCluster.OpenAsync();
        await using var proxy = await FaultProxy.StartAsync(cluster.Server);
        using var client = await ThroughAsync(proxy);
        proxy.Fault = Once(request => request.Concerns("nodes"), breaks ? Fault.CutInLine(1) : Fault.TruncateInLine(1));

        (await client.ListAsync<V1Node>()).ShouldNotBeEmpty();
    }

    [SkippableFact]
    public async Task Write_WhoseAnswerIsLost_IsNotRepeated()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await using var proxy = await FaultProxy.StartAsync(cluster.Server);
        using var client = await ThroughAsync(proxy);
        proxy.Fault = Once(request => request.IsWrite, Fault.LoseAnswer());

        await Should.ThrowAsync<HttpRequestException>(client.CreateAsync(new V1ConfigMap { Metadata = cluster.Meta("a") }));

        (await client.GetAsync<V1ConfigMap>("a", cluster.Namespace)).ShouldNotBeNull();
        proxy.Harmed.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Write_PutOffWithATime_IsTriedAgain()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await using var proxy = await FaultProxy.StartAsync(cluster.Server);
        using var client = await ThroughAsync(proxy);
        proxy.Fault = Once(request => request.IsWrite, Fault.Answer(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)));

        await client.CreateAsync(new V1ConfigMap { Metadata = cluster.Meta("a") });

        proxy.Harmed.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Watch_CutInALine_IsAnErrorAfterTheLinesBefore()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await cluster.NewWidgetAsync("a");
        await cluster.NewWidgetAsync("b");
        await using var proxy = await FaultProxy.StartAsync(cluster.Server);
        using var client = await ThroughAsync(proxy);
        foreach (var fault in new[] { Fault.CutInLine(2), Fault.TruncateInLine(2) })
        {
            proxy.Fault = Once(request => request.IsWatch, fault);
            var told = new List<string?>();

            await Should.ThrowAsync<IOException>(ReadAsync(client, cluster.Namespace, told));

            told.Count.ShouldBe(1);
        }
    }

    [SkippableFact]
    public async Task Watch_ThatExpires_IsThrownAsSuch()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await cluster.NewWidgetAsync("a");
        await using var proxy = await FaultProxy.StartAsync(cluster.Server);
        using var client = await ThroughAsync(proxy);
        proxy.Fault = Once(request => request.IsWatch, Fault.ExpireAtLine(1));

        (await Should.ThrowAsync<KubernetesException>(ReadAsync(client, cluster.Namespace, []))).Status.Code.ShouldBe(410);
    }

    [SkippableFact]
    public async Task Connections_AllReset_AreMadeAnew()
    {
        await using var cluster = await RealCluster.OpenAsync();
        await using var proxy = await FaultProxy.StartAsync(cluster.Server);
        using var client = await ThroughAsync(proxy);

        for (var round = 0; round < 5; round++)
        {
            (await client.ListAsync<V1Node>()).ShouldNotBeEmpty();
            proxy.CutAll();
        }
    }

    private static Func<ProxiedRequest, Fault?> Once(Func<ProxiedRequest, bool> which, Fault fault)
    {
        var left = 1;
        return request => which(request) && Interlocked.Decrement(ref left) == 0 ? fault : null;
    }

    private static async Task ReadAsync(KubernetesClient client, string @namespace, List<string?> told)
    {
        await foreach (var (_, widget) in client.WatchAsync<Widget>(new WatchOptions { Namespace = @namespace, TimeoutSeconds = 20 }))
            told.Add(widget.Metadata.Name);
    }

    private static async Task<KubernetesClient> ThroughAsync(FaultProxy proxy) =>
        RealCluster.Client(await proxy.KubeconfigAsync(ServiceAccount.Administrator));
}
