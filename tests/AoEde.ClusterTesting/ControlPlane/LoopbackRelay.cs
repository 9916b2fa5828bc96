using System.Net;
using System.Net.Sockets;
using AoEde.Testing.Networks;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>
/// A port on this machine's loopback that leads into a namespace: the one way into a test cluster from outside. Sockets
/// towards the server are made on a thread inside the namespace and stay there.
/// </summary>
internal sealed class LoopbackRelay : IAsyncDisposable
{
    private readonly TestHost _host;
    private readonly IPEndPoint _destination;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    public LoopbackRelay(TestHost host, IPEndPoint destination)
    {
        _host = host;
        _destination = destination;
        _listener.Start(backlog: 128);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = RelayAsync(await _listener.AcceptSocketAsync(_ending.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var near = client;
        try
        {
            using var far = NamespaceThread.Run(_host, () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            near.NoDelay = far.NoDelay = true;
            await far.ConnectAsync(_destination, _ending.Token);
            await Task.WhenAll(CopyAsync(near, far), CopyAsync(far, near));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or IOException or SocketException)
        {
            // A connection that broke is closed towards both, as a router would see it: with a reset.
            near.LingerState = new LingerOption(enable: true, 0);
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[32 * 1024];
            int length;
            while ((length = await from.ReceiveAsync(buffer, SocketFlags.None, _ending.Token)) > 0)
                await SendAllAsync(to, buffer.AsMemory(0, length));
            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            from.Close(0);
            to.Close(0);
            throw;
        }
    }

    private async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await to.SendAsync(bytes, SocketFlags.None, _ending.Token)..];
    }
}
