using System.Net;
using System.Net.Sockets;
using AoEde.Kube.Telemetry.Health;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AoEde.Kube.Telemetry;

/// <summary>HTTP for probes: Kestrel without a host, a container or a router around it.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private ProbeServer(KestrelServer server, EndPoint address)
    {
        _server = server;
        Address = address;
    }

    /// <summary>Where it listens; with the port that the system gave where 0 was asked for.</summary>
    public EndPoint Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="endpoints">What answers.</param>
    /// <param name="loggers">Kestrel's own warnings go here.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task<ProbeServer> StartAsync(
        EndPoint address, HealthEndpoints endpoints, ILoggerFactory loggers, CancellationToken cancellation)
    {
        // One loop is plenty for a probe and a scrape.
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions { IOQueueCount = 1 }), loggers);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = 1024;
        Listen(options, address);
        var server = new KestrelServer(Options.Create(options), transport, loggers);
        try
        {
            await server.StartAsync(endpoints, cancellation);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return new ProbeServer(server, Bound(server, address));
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
                // What a killed process left there. Anything with content is somebody else's and makes the bind fail.
                if (new FileInfo(socket.ToString()) is { Exists: true, Length: 0 } left)
                    left.Delete();
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
