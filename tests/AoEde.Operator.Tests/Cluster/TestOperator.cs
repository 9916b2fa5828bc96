using AoEde.Api;
using AoEde.ClusterTesting;
using AoEde.Kube.Client;
using AoEde.Kube.Telemetry.Logs;
using AoEde.Operator.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Operator.Tests.Cluster;

/// <summary>The operator in this process, with the shipped account's rights and short times.</summary>
internal sealed class TestOperator : IAsyncDisposable
{
    private readonly KubernetesClient _client;
    private readonly IHost _host;

    private TestOperator(KubernetesClient client, IHost host)
    {
        _client = client;
        _host = host;
    }

    /// <summary>An agent is lost after so long.</summary>
    public static TimeSpan Stale { get; } = TimeSpan.FromSeconds(4);

    public static async Task<TestOperator> StartAsync(ApiServer server, TimeSpan? stale = null)
    {
        var client = Client(await server.KubeconfigAsync(ServiceAccount.Operator), "aoede-operator/test");
        var host = OperatorHost.Create(
            client,
            new()
            {
                Namespace = ServiceAccount.InstallNamespace,
                Identity = "test",
                Heartbeat = new() { Stale = stale ?? Stale, Silence = TimeSpan.FromSeconds(2), Look = TimeSpan.FromMilliseconds(100) },
                HolderPoll = TimeSpan.FromMilliseconds(500),
                Leader = new() { Lease = TimeSpan.FromSeconds(5), Renew = TimeSpan.FromSeconds(3), Retry = TimeSpan.FromMilliseconds(500) },
            },
            Logs());
        await host.StartAsync();
        return new(client, host);
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Gives the operator time to do what it must not do.</summary>
    public static Task SettledAsync() => Task.Delay(TimeSpan.FromSeconds(1));

    public static KubernetesClient Client(string kubeconfig, string agent) => new(
        KubernetesClientConfiguration.BuildDefaultConfig(_ => null, kubeconfig) with { RequestsPerSecond = 1000, RequestBurst = 1000 },
        ApiJson.Options, agent, TimeProvider.System, NullLogger.Instance);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _client.Dispose();
    }

    // For a person who looks into a failure: OPERATOR_TEST_LOG=1.
    private static ILoggerFactory Logs()
    {
        if (Environment.GetEnvironmentVariable("OPERATOR_TEST_LOG") is null)
            return NullLoggerFactory.Instance;
        return new LineLogger(Console.Error, TimeProvider.System);
    }
}
