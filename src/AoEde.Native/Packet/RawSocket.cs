using System.Diagnostics;
using System.Runtime.InteropServices;
using AoEde.Native.Events;

namespace AoEde.Native.Packet;

/// <summary>AoE frames one by one with a plain packet socket: for probes and tools, where a ring would be too much.</summary>
public sealed unsafe class RawSocket : IDisposable
{
    // A host with hundreds of targets answers one broadcast with as many frames back to back; the kernel's usual 208 KiB holds
    // some 240 of them. Without CAP_NET_ADMIN that is what there is.
    private const int ReceiveBytes = 4 << 20;

    private readonly Descriptor _socket;
    private readonly Poller _poller = new(1);

    private RawSocket(Descriptor socket)
    {
        _socket = socket;
        _poller.Add(socket.Number);
    }

    /// <summary>Readable when a frame waits.</summary>
    public int PollDescriptor => _socket.Number;

    /// <summary>Opens a socket that hears every AoE frame arriving at an interface, requests and responses.</summary>
    /// <param name="interfaceIndex">The interface, in the calling thread's network namespace.</param>
    /// <exception cref="NativeException">EPERM: no CAP_NET_RAW. ENODEV: no such interface.</exception>
    public static RawSocket Open(int interfaceIndex) => Open(interfaceIndex, filter: null);

    /// <summary>Opens a socket for asking: it hears responses only, so that requests to targets here cannot crowd them out.</summary>
    /// <param name="interfaceIndex">The interface, in the calling thread's network namespace.</param>
    /// <exception cref="NativeException">As <see cref="Open(int)"/>.</exception>
    public static RawSocket OpenForAsking(int interfaceIndex) => Open(interfaceIndex, PacketFilter.AttachForAsking);

    /// <summary>Sends one frame as it is.</summary>
    /// <param name="frame">From the destination address on, without checksum.</param>
    /// <exception cref="NativeException">ENETDOWN, ENXIO, EMSGSIZE, ENOBUFS and the like.</exception>
    public void Send(ReadOnlySpan<byte> frame)
    {
        fixed (byte* first = frame)
        {
            if (LibC.Send(_socket.Number, first, (nuint)frame.Length, LibC.MSG_NOSIGNAL) < 0)
                throw NativeException.Last("send frame");
        }
    }

    /// <summary>Waits for one frame.</summary>
    /// <param name="buffer">Receives the frame; what does not fit is cut off.</param>
    /// <param name="timeout">How long to wait; zero only looks.</param>
    /// <param name="length">Bytes of <paramref name="buffer"/> filled.</param>
    /// <returns>False when the time passed.</returns>
    /// <exception cref="NativeException">ENETDOWN, once: the interface is down or went down.</exception>
    public bool TryReceive(Span<byte> buffer, TimeSpan timeout, out int length)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            if (TryTake(buffer, out length))
                return true;
            var left = timeout - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return false;
            _poller.Wait((int)double.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue));
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _socket.Dispose();

    private static RawSocket Open(int interfaceIndex, Action<Descriptor>? filter)
    {
        var socket = PacketSocket.Open();
        try
        {
            filter?.Invoke(socket);
            SocketOptions.TrySet(socket, LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, ReceiveBytes);
            PacketSocket.Bind(socket, interfaceIndex, PacketConstants.ETH_P_AOE);
            return new RawSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool TryTake(Span<byte> buffer, out int length)
    {
        fixed (byte* first = buffer)
        {
            var taken = LibC.Receive(_socket.Number, first, (nuint)buffer.Length, LibC.MSG_DONTWAIT);
            length = (int)nint.Max(taken, 0);
            if (taken >= 0)
                return true;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno is Errno.EAGAIN or Errno.EINTR ? false : throw new NativeException("receive frame", errno);
    }
}
