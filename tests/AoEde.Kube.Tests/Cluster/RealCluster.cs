using AoEde.ClusterTesting;
using AoEde.Kube.Client;
using AoEde.Kube.Json;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Cluster;

/// <summary>The API server of this process, an administrator, and a namespace for one test.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    private static readonly SemaphoreSlim Preparing = new(1, 1);
    private static bool _prepared;

    private RealCluster(ApiServer server, KubernetesClient admin)
    {
        Server = server;
        Admin = admin;
    }

    public ApiServer Server { get; }

    public KubernetesClient Admin { get; }

    public string Namespace { get; } = $"kube-client-{Guid.NewGuid():N}"[..24];

    public static async Task<RealCluster> OpenAsync()
    {
        var server = await ApiServer.SharedAsync();
        await PrepareAsync(server);
        var cluster = new RealCluster(server, Client(server.AdminKubeconfig));
        await cluster.Admin.CreateAsync(new V1Namespace { Metadata = new() { Name = cluster.Namespace } });
        return cluster;
    }

    public static KubernetesClient Client(
        string kubeconfig, Func<KubernetesClientConfiguration, KubernetesClientConfiguration>? change = null)
    {
        var configuration = KubernetesClientConfiguration.BuildDefaultConfig(_ => null, kubeconfig);
        return new(
            change?.Invoke(configuration) ?? configuration, KubernetesJson.Create(WidgetJson.Default), "kube-tests/1.0 (linux)", TimeProvider.System,
            NullLogger.Instance);
    }

    public V1ObjectMeta Meta(string name) => new() { Name = name, NamespaceProperty = Namespace };

    public Task<Widget> NewWidgetAsync(string name, WidgetSpec? spec = null) =>
        Admin.CreateAsync(new Widget { ApiVersion = "kube.test/v1", Kind = "Widget", Metadata = Meta(name), Spec = spec ?? new() });

    /// <summary>An account without any right.</summary>
    public async Task<ServiceAccount> NewAccountAsync(string name)
    {
        (await Server.KubectlAsync("-n", Namespace, "create", "serviceaccount", name)).Expect();
        return new(Namespace, name);
    }

    public async ValueTask DisposeAsync()
    {
        // No controller empties namespaces here: what a test makes goes with the server.
        await Admin.DeleteAsync<V1Namespace>(Namespace);
        Admin.Dispose();
    }

    private static async Task PrepareAsync(ApiServer server)
    {
        await Preparing.WaitAsync();
        try
        {
            if (_prepared)
                return;
            await server.ApplyAsync(Widget.Crd);
            (await server.KubectlAsync("wait", "--for=condition=Established", "crd/widgets.kube.test", "--timeout=30s")).Expect();
            _prepared = true;
        }
        finally
        {
            Preparing.Release();
        }
    }
}
