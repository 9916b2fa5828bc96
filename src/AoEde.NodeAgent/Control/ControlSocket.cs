using AoEde.NodeAgent.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AoEde.NodeAgent.Control;

/// <summary>
/// The agent's local door: HTTP over a Unix socket that only its owner may open. It is Kestrel without a host, a container or a
/// router around it, and it opens after the targets serve, so an initiator never waits for it.
/// </summary>
internal sealed class ControlSocket : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private ControlSocket(KestrelServer server, string path)
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
        var transport = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions
            {
                // One thread pool loop is plenty for a person's questions.
                IOQueueCount = 1,
                CreateBoundListenSocket = _ => PrivateUnixSocket.Bind(path),
            }),
            loggers);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = 64 * 1024;
        options.ListenUnixSocket(path, listen => listen.Protocols = HttpProtocols.Http1);
        var server = new KestrelServer(Options.Create(options), transport, loggers);
        try
        {
            await server.StartAsync(api, cancellation);
        }
        catch
        {
            server.Dispose();
            throw;
        }

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
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _server.StopAsync(limit.Token);
        _server.Dispose();
        File.Delete(Path);
    }
}
