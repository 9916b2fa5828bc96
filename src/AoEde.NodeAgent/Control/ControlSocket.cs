using System.Net.Sockets;
using AoEde.Kube.Telemetry;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Control;

/// <summary>
/// The agent's local door: HTTP over a Unix socket that only its owner may open. It opens after the targets serve, so an initiator never waits
/// for it.
/// </summary>
internal sealed class ControlSocket : IAsyncDisposable
{
    private const int MostBytes = 64 * 1024;

    private readonly SmallHttpServer _server;

    private ControlSocket(SmallHttpServer server, string path)
    {
        _server = server;
        Path = path;
    }

    /// <summary>Where it is reached.</summary>
    public string Path { get; }

    /// <summary>Opens the door.</summary>
    /// <param name="path">Path of the socket; its folder exists.</param>
    /// <param name="api">What answers.</param>
    /// <param name="loggers">Kestrel's own warnings go here.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The socket cannot be bound.</exception>
    public static async Task<ControlSocket> OpenAsync(string path, ControlApi api, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var server = await SmallHttpServer.StartAsync(
            new UnixDomainSocketEndPoint(path), api, MostBytes, loggers, cancellation, _ => PrivateUnixSocket.Bind(path));
        return new ControlSocket(server, path);
    }

    /// <summary>Opens the door, or tells why not: targets are served all the same.</summary>
    /// <param name="path">Path of the socket; its folder exists.</param>
    /// <param name="api">What answers.</param>
    /// <param name="logger">Where it is told; Kestrel's own warnings go there too.</param>
    /// <param name="cancellation">Gives up starting.</param>
    public static async Task<ControlSocket?> TryOpenAsync(string path, ControlApi api, LineLogger logger, CancellationToken cancellation)
    {
        try
        {
            var socket = await OpenAsync(path, api, logger, cancellation);
            AgentLog.ControlSocketOpen(logger, path);
            return socket;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            AgentLog.NoControlSocket(logger, path, problem);
            return null;
        }
    }

    /// <summary>Closes the door; a question under way is answered within a second or dropped.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
