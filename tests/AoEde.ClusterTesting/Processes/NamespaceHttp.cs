using System.Net.Sockets;
using AoEde.ClusterTesting.Faults;
using AoEde.Testing.Networks;

namespace AoEde.ClusterTesting.Processes;

/// <summary>HTTP clients whose connections begin inside a namespace: its loopback is theirs.</summary>
public static class NamespaceHttp
{
    public static HttpClient In(TestHost host)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = NamespaceThread.Run(host, TcpRelay.NewSocket);
                try
                {
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return new HttpClient(handler);
    }
}
