using System.Net.Sockets;
using System.Text;

namespace AoEde.NodeAgent.Hosting;

/// <summary>systemd's readiness protocol (sd_notify(3)): datagrams to the socket named by NOTIFY_SOCKET, if there is one.</summary>
internal sealed class ServiceManager(string? socketPath)
{
    /// <summary>The manager that started this process, if it wants to hear from it.</summary>
    public static ServiceManager FromEnvironment() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>Tells that targets have settled; <paramref name="status"/> is shown by <c>systemctl status</c>.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    /// <summary>Tells that the agent is answering what is in flight and will then end.</summary>
    public void Stopping() => Send("STOPPING=1");

    private void Send(string state)
    {
        if (string.IsNullOrEmpty(socketPath))
        {
            return;
        }

        // An abstract socket is written with '@' in the environment and starts with a zero byte on the socket.
        var address = socketPath[0] == '@' ? string.Concat("\0", socketPath.AsSpan(1)) : socketPath;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(address));
        }
        catch (SocketException)
        {
            // The manager went away. Serving disks does not depend on somebody listening.
        }
    }
}
