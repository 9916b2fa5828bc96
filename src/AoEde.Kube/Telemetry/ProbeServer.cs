using System.Net;
using System.Net.Sockets;
using AoEde.Kube.Telemetry.Health;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Telemetry;

/// <summary>HTTP for probes and scrapes.</summary>
internal static class ProbeServer
{
    private const int MostBytes = 1024;

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="endpoints">What answers.</param>
    /// <param name="loggers">Kestrel's own warnings go here.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static Task<SmallHttpServer> StartAsync(
        EndPoint address, HealthEndpoints endpoints, ILoggerFactory loggers, CancellationToken cancellation)
    {
        // What a killed process left there. Anything with content is somebody else's and makes the bind fail.
        if (address is UnixDomainSocketEndPoint socket && new FileInfo(socket.ToString()) is { Exists: true, Length: 0 } left)
            left.Delete();
        return SmallHttpServer.StartAsync(address, endpoints, MostBytes, loggers, cancellation);
    }
}
