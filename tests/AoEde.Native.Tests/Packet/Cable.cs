using AoEde.Native.Packet;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.Native.Tests.Packet;

/// <summary>A ring port and a plain socket at the two ends of a veth pair in namespaces of their own.</summary>
internal sealed class Cable : IDisposable
{
    private readonly TestNetwork _network;

    private Cable(TestNetwork network, TestLink near, TestLink far)
    {
        _network = network;
        Near = near;
        Far = far;
    }

    public TestLink Near { get; }

    public TestLink Far { get; }

    public PacketPort Port { get; private set; } = null!;

    public RawSocket Peer { get; private set; } = null!;

    public byte[] Buffer { get; } = new byte[16 * 1024];

    /// <summary>Lays the cable, or skips the test with the reason why this machine cannot.</summary>
    /// <param name="mtu">MTU of both interfaces.</param>
    /// <param name="options">The port's; small rings by default, so that they wrap soon.</param>
    /// <param name="portMtu">What the port is told, if it is not the interface's MTU.</param>
    /// <param name="copies">Whether the port has the kernel copy whole frames, where <paramref name="options"/> says nothing.</param>
    public static Cable Lay(int mtu = 1500, PacketPortOptions? options = null, int? portMtu = null, bool copies = false)
    {
        Skip.IfNot(Prerequisites.Namespaces.IsMet, Prerequisites.Namespaces.Reason);
        var (network, near, far) = TestNetwork.Pair(mtu);
        var cable = new Cable(network, near, far);
        try
        {
            var (nearIndex, farIndex) = (near.Index, far.Index);
            options ??= new PacketPortOptions { RxFrames = 32, TxFrames = 32, CopiesFrames = copies };
            cable.Port = NamespaceThread.Run(near.Host, () => PacketPort.Open(nearIndex, portMtu ?? mtu, options));
            cable.Peer = NamespaceThread.Run(far.Host, () => RawSocket.Open(farIndex));
            return cable;
        }
        catch
        {
            cable.Dispose();
            throw;
        }
    }

    /// <summary>What the plain socket hears next; fails when nothing comes.</summary>
    public byte[] HearAtPeer()
    {
        Peer.TryReceive(Buffer, Eventually.Patience, out var length).ShouldBeTrue("the peer hears a frame");
        return Buffer[..length];
    }

    /// <summary>Waits until the ring has a frame; the caller looks at it.</summary>
    public void AwaitFrame() => Eventually.True(() => Port.TryReceive(out _), "a frame in the receive ring");

    /// <summary>Takes the next frame out of the ring.</summary>
    public byte[] TakeFromRing()
    {
        AwaitFrame();
        Port.TryReceive(out var frame);
        var bytes = frame.Bytes.ToArray();
        Port.Release();
        return bytes;
    }

    /// <summary>Puts one frame into the transmit ring.</summary>
    public void Commit(byte[] bytes)
    {
        Port.TryReserve(out var frame, out _).ShouldBeTrue();
        bytes.CopyTo(frame);
        Port.Commit(bytes.Length);
    }

    /// <summary>Flushes until the kernel has taken everything.</summary>
    public void FlushAll() => Eventually.True(
        () =>
        {
            Port.Flush();
            return !Port.HasUnsent;
        },
        "all frames sent");

    public void Dispose()
    {
        Port?.Dispose();
        Peer?.Dispose();
        _network.Dispose();
    }
}
