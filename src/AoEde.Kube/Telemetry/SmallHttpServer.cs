using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AoEde.Kube.Telemetry;

/// <summary>HTTP/1.1 for the few questions of probes and people: Kestrel without a host, a container or a router around it.</summary>
public sealed class SmallHttpServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private SmallHttpServer(KestrelServer server, EndPoint address)
    {
        _server = server;
        Address = address;
    }

    /// <summary>Where it listens; with the port that the system gave where 0 was asked for.</summary>
    public EndPoint Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="address">An IP address with a port, or a Unix socket.</param>
    /// <param name="application">What answers.</param>
    /// <param name="mostBytes">The largest body that a question may have.</param>
    /// <param name="loggers">Kestrel's own warnings go here.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="bind">Makes the socket; null for the usual way.</param>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task<SmallHttpServer> StartAsync<TContext>(
        EndPoint address, IHttpApplication<TContext> application, long mostBytes, ILoggerFactory loggers, CancellationToken cancellation,
        Func<EndPoint, Socket>? bind = null)
        where TContext : notnull
    {
        // One loop is plenty for a probe, a scrape and a person's questions.
        var sockets = new SocketTransportOptions { IOQueueCount = 1 };
        if (bind is not null)
            sockets.CreateBoundListenSocket = bind;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = mostBytes;
        Listen(options, address);
        var server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(sockets), loggers), loggers);
        try
        {
            await server.StartAsync(application, cancellation);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return new SmallHttpServer(server, Bound(server, address));
    }

    /// <summary>Stops listening; a question under way is answered within a second or dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _server.StopAsync(limit.Token);
        _server.Dispose();
        if (Address is UnixDomainSocketEndPoint socket)
            File.Delete(socket.ToString());
    }

    private static void Listen(KestrelServerOptions options, EndPoint address)
    {
        switch (address)
        {
            case UnixDomainSocketEndPoint socket:
                options.ListenUnixSocket(socket.ToString(), One);
                break;
            case IPEndPoint ip:
                options.Listen(ip, One);
                break;
            default:
                throw new ArgumentException($"{address} is neither an IP address with a port nor a Unix socket", nameof(address));
        }
    }

    private static void One(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;

    private static EndPoint Bound(KestrelServer server, EndPoint asked)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>();
        return asked is IPEndPoint ip && addresses?.Addresses.FirstOrDefault() is { } url && Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? new IPEndPoint(ip.Address, uri.Port)
            : asked;
    }
}
