using System.Net;
using System.Net.Sockets;

namespace AoEde.ClusterTesting.Faults;

/// <summary>Two sockets, and the bytes between them.</summary>
internal sealed class TcpRelayConnection(Socket near, Socket far, Gate gate) : IDisposable
{
    /// <summary>Connects the far one and copies until either side ends; a side that breaks takes the other with it.</summary>
    public async Task RunAsync(IPEndPoint destination, CancellationToken cancellationToken)
    {
        try
        {
            near.NoDelay = true;
            await far.ConnectAsync(destination, cancellationToken);
            await Task.WhenAll(CopyAsync(near, far, cancellationToken), CopyAsync(far, near, cancellationToken));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            Cut();
        }
    }

    /// <summary>Resets both.</summary>
    public void Cut()
    {
        near.Close(0);
        far.Close(0);
    }

    public void Dispose()
    {
        near.Dispose();
        far.Dispose();
    }

    private async Task CopyAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[32 * 1024];
            int length;
            while ((length = await from.ReceiveAsync(buffer, SocketFlags.None, cancellationToken)) > 0)
            {
                await gate.PassAsync(cancellationToken);
                for (var sent = 0; sent < length;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), SocketFlags.None, cancellationToken);
            }

            await gate.PassAsync(cancellationToken);
            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            Cut();
            throw;
        }
    }
}
