using System.Net;
using System.Net.Sockets;

namespace AoEde.ClusterTesting.Faults;

/// <summary>
/// A port that leads to another one, possibly in another network namespace: sockets are made where the caller makes them,
/// and stay there. Its connections can be held and cut.
/// </summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly Func<Socket> _makeSocket;
    private readonly IPEndPoint _destination;
    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<TcpRelayConnection> _open = [];
    private readonly Task _accepting;
    private int _accepted;

    /// <summary>Relays from now on.</summary>
    /// <param name="listener">A bound socket.</param>
    /// <param name="makeSocket">Makes the sockets towards the destination.</param>
    /// <param name="destination">Where those connect to.</param>
    public TcpRelay(Socket listener, Func<Socket> makeSocket, IPEndPoint destination)
    {
        _listener = listener;
        _makeSocket = makeSocket;
        _destination = destination;
        _listener.Listen(backlog: 128);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>While it is closed no byte passes in either direction, and no connection breaks.</summary>
    public Gate Gate { get; } = new();

    /// <summary>New connections are reset at once, as by a machine without the server.</summary>
    public bool Refuses { get; set; }

    /// <summary>Connections so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections now.</summary>
    public int Open
    {
        get
        {
            lock (_open)
                return _open.Count;
        }
    }

    /// <summary>Resets every connection.</summary>
    public void CutAll()
    {
        lock (_open)
        {
            foreach (var connection in _open)
                connection.Cut();
        }
    }

    /// <summary>An IPv4 socket bound to a port of the kernel's choice, in the namespace of the calling thread.</summary>
    public static Socket Bind(IPAddress address)
    {
        var socket = NewSocket();
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    /// <summary>An IPv4 socket in the namespace of the calling thread.</summary>
    public static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        CutAll();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = RelayAsync(await _listener.AcceptAsync(_ending.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        Interlocked.Increment(ref _accepted);
        using var connection = new TcpRelayConnection(client, _makeSocket(), Gate);
        lock (_open)
            _open.Add(connection);
        try
        {
            if (Refuses)
                connection.Cut();
            else
                await connection.RunAsync(_destination, _ending.Token);
        }
        finally
        {
            lock (_open)
                _open.Remove(connection);
        }
    }
}
