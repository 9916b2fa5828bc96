using System.Net;
using AoEde.ClusterTesting.ControlPlane;
using AoEde.Testing.Networks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AoEde.ClusterTesting.Faults;

/// <summary>
/// Stands between a client and the API server and does harm. It ends TLS with a certificate of the cluster's authority and
/// speaks HTTP/1.1 and HTTP/2 to both sides, so clients that use it need a token: a certificate is not passed on. In front
/// of it is a <see cref="TcpRelay"/>, for harm below HTTP.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly ApiServer _server;
    private readonly WebApplication _kestrel;
    private readonly FaultyForwarder _forwarder;

    private FaultProxy(ApiServer server, WebApplication kestrel, FaultyForwarder forwarder, TcpRelay connections)
    {
        _server = server;
        _kestrel = kestrel;
        _forwarder = forwarder;
        Connections = connections;
        Url = new Uri($"https://{connections.Endpoint}");
    }

    /// <summary>Where clients find it.</summary>
    public Uri Url { get; }

    /// <summary>Below HTTP: holds all bytes (<see cref="TcpRelay.Gate"/>), cuts, refuses, and counts connections.</summary>
    public TcpRelay Connections { get; }

    /// <summary>Asked for each request; null, and null as its answer, harm nothing. May be called on several threads.</summary>
    public Func<ProxiedRequest, Fault?>? Fault
    {
        get => _forwarder.Choose;
        set => _forwarder.Choose = value;
    }

    /// <summary>Requests so far.</summary>
    public int Requests => _forwarder.Requests;

    /// <summary>Watches that are open now.</summary>
    public int OpenWatches => _forwarder.OpenWatches;

    /// <summary>Requests so far that were harmed.</summary>
    public int Harmed => _forwarder.Harmed;

    /// <summary>Starts one.</summary>
    /// <param name="server">The server behind it.</param>
    /// <param name="isInside">Listens at 10.77.0.1, for clients in hosts, instead of on this machine's loopback.</param>
    public static async Task<FaultProxy> StartAsync(ApiServer server, bool isInside = false)
    {
        var forwarder = new FaultyForwarder(server.Url, AdminClient.Handler(server.Certificates, user: null));
        var kestrel = Build(server, forwarder);
        await kestrel.StartAsync();
        var port = new Uri(kestrel.Urls.Single()).Port;
        var listener = isInside
            ? NamespaceThread.Run(server.ControlPlane, () => TcpRelay.Bind(IPAddress.Parse(ClusterNetwork.ControlPlaneAddress)))
            : TcpRelay.Bind(IPAddress.Loopback);
        var connections = new TcpRelay(listener, TcpRelay.NewSocket, new IPEndPoint(IPAddress.Loopback, port));
        return new FaultProxy(server, kestrel, forwarder, connections);
    }

    /// <summary>A kubeconfig file that leads here, with a token of a service account.</summary>
    public Task<string> KubeconfigAsync(ServiceAccount account, CancellationToken cancellationToken = default) =>
        _server.KubeconfigAsync(account, Url, cancellationToken);

    /// <summary>Resets every connection; new ones are fine.</summary>
    public void CutAll() => Connections.CutAll();

    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync();
        await _kestrel.DisposeAsync();
        _forwarder.Dispose();
    }

    private static WebApplication Build(ApiServer server, FaultyForwarder forwarder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        // The key as its own file format: some TLS stacks do not take one that only lives in memory.
        var certificate = server.Certificates.Server("fault-proxy", "localhost", "127.0.0.1", ClusterNetwork.ControlPlaneAddress);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
            options.Limits.Http2.MaxStreamsPerConnection = 250;
            options.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate });
            });
        });
        var kestrel = builder.Build();
        kestrel.Run(forwarder.HandleAsync);
        return kestrel;
    }
}
