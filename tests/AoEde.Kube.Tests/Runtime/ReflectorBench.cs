using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Faults;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Json;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Runtime;

/// <summary>
/// A reflector of the config maps of one namespace, behind a proxy that does harm, and a client beside the proxy that changes them. What the reflector
/// tells is kept, so that it can be compared in the end.
/// </summary>
internal sealed class ReflectorBench : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly KubernetesClient _watching;
    private readonly Task _running;
    private readonly IDisposable _subscription;

    private ReflectorBench(FaultProxy proxy, string @namespace, KubernetesClient client, KubernetesClient watching, ReflectorOptions options)
    {
        Proxy = proxy;
        Namespace = @namespace;
        Client = client;
        _watching = watching;
        Reflector = new(watching, options with { Namespace = @namespace }, TimeProvider.System, NullLogger.Instance);
        _subscription = Reflector.Subscribe(Hear);
        _running = Task.Run(() => Reflector.RunAsync(_stop.Token));
    }

    /// <summary>Impatient, so that tests are not slow.</summary>
    public static ReflectorOptions Impatient { get; } = new()
    {
        PageSize = 7,
        Pause = TimeSpan.FromMilliseconds(20),
        FirstBackoff = TimeSpan.FromMilliseconds(20),
        LongestBackoff = TimeSpan.FromMilliseconds(200),
    };

    public FaultProxy Proxy { get; }

    public string Namespace { get; }

    /// <summary>Speaks to the server itself.</summary>
    public KubernetesClient Client { get; }

    public Reflector<V1ConfigMap> Reflector { get; }

    /// <summary>UIDs that were told as new and not as gone.</summary>
    public ConcurrentDictionary<string, string> Alive { get; } = new(StringComparer.Ordinal);

    /// <summary>What was told that does not fit what was told before.</summary>
    public ConcurrentQueue<string> Nonsense { get; } = new();

    /// <summary>Changes that were told.</summary>
    public int Told { get; private set; }

    /// <summary>Starts one.</summary>
    /// <param name="name">A part of the namespace's name.</param>
    /// <param name="options">How patient it is.</param>
    /// <param name="fault">What the proxy does from the first request on.</param>
    /// <param name="server">The server; null for the one that is shared.</param>
    public static async Task<ReflectorBench> StartAsync(
        string name, ReflectorOptions? options = null, Func<ProxiedRequest, Fault?>? fault = null, ApiServer? server = null)
    {
        server ??= await ApiServer.SharedAsync();
        var proxy = await FaultProxy.StartAsync(server);
        proxy.Fault = fault;
        var client = await ConnectAsync(server);
        var watching = await ConnectAsync(server, proxy);
        var @namespace = $"runtime-{name}-{Guid.NewGuid().ToString("N")[..6]}";
        await client.CreateAsync(new V1Namespace { Metadata = new() { Name = @namespace } });
        return new(proxy, @namespace, client, watching, options ?? Impatient);
    }

    /// <summary>A client of the server that may do everything; by way of a proxy, if one is given.</summary>
    public static async Task<KubernetesClient> ConnectAsync(ApiServer server, FaultProxy? proxy = null)
    {
        var kubeconfig = await server.KubeconfigAsync(ServiceAccount.Administrator, proxy?.Url ?? server.Url);
        var configuration = KubernetesClientConfiguration.BuildDefaultConfig(_ => null, kubeconfig) with { RequestsPerSecond = 10_000, RequestBurst = 10_000 };
        return new(configuration, KubernetesJson.Default, "runtime-tests/1.0", TimeProvider.System, NullLogger.Instance);
    }

    public Task<V1ConfigMap> CreateAsync(string name) =>
        Client.CreateAsync(new V1ConfigMap { Metadata = new() { Name = name, NamespaceProperty = Namespace } });

    public Task<V1ConfigMap> ChangeAsync(string name) => Client.PatchAsync<V1ConfigMap>(
        new(new JsonObject { ["data"] = new JsonObject { ["value"] = Guid.NewGuid().ToString() } }, V1Patch.PatchType.MergePatch), name, Namespace);

    public Task DeleteAsync(string name) => Client.DeleteAsync<V1ConfigMap>(name, Namespace);

    /// <summary>Waits until the store is what the server has, to the version, and so is what was told.</summary>
    public Task UntilEqualAsync() => Wait.UntilAsync(
        async token =>
        {
            var theirs = (await Client.ListAsync<V1ConfigMap>(Namespace, cancellationToken: token)).Select(Label).ToHashSet(StringComparer.Ordinal);
            return Reflector.HasSynced
                && theirs.SetEquals(Reflector.List().Select(Label))
                && theirs.SetEquals(Alive.Select(pair => $"{pair.Key}@{pair.Value}"));
        },
        "the store equals the server");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _subscription.Dispose();
        _stop.Dispose();
        _watching.Dispose();
        Client.Dispose();
        await Proxy.DisposeAsync();
    }

    private static string Label(V1ConfigMap map) => $"{map.Metadata.Uid}@{map.Metadata.ResourceVersion}";

    private void Hear(V1ConfigMap? old, V1ConfigMap? current)
    {
        Told++;
        var uid = (current ?? old)!.Metadata.Uid!;
        var isKnown = Alive.ContainsKey(uid);
        if (isKnown != old is not null)
            Nonsense.Enqueue($"{uid} was {(isKnown ? "known" : "unknown")} and told with {(old is null ? "no" : "an")} older state");
        if (current is null)
            Alive.TryRemove(uid, out _);
        else
            Alive[uid] = current.Metadata.ResourceVersion!;
    }
}
