using System.Net.Sockets;
using System.Text;
using AoEde.NodeAgent.Hosting;

namespace AoEde.NodeAgent.Tests.Hosting;

public sealed class ServiceManagerTests
{
    [Fact]
    public void Ready_SocketNamed_GetsTheDatagram()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("notify");
        using var manager = Listen(path);

        new ServiceManager(path).Ready("serving 9.0");

        Receive(manager).ShouldBe("READY=1\nSTATUS=serving 9.0");
    }

    [Fact]
    public void Stopping_AbstractSocket_GetsTheDatagram()
    {
        var name = $"aoede-test-{Guid.NewGuid():N}";
        using var manager = Listen("\0" + name);

        new ServiceManager("@" + name).Stopping();

        Receive(manager).ShouldBe("STOPPING=1");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nowhere/notify")]
    public void Ready_NobodyListens_IsNoFailure(string? path) => Should.NotThrow(() => new ServiceManager(path).Ready("serving"));

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private static string Receive(Socket socket)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
