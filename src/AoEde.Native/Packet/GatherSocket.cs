using System.Runtime.InteropServices;
using AoEde.Native.Files;

namespace AoEde.Native.Packet;

/// <summary>
/// Sends frames of two parts: a head, which is made in memory of this object, and data that stays where it is until the kernel copies it
/// into the frame. Many frames cost one system call. One thread at a time; nothing allocates after <see cref="Open"/>.
/// </summary>
/// <remarks>
/// <code>
/// head + 0    struct virtio_net_hdr (10 bytes), with PACKET_VNET_HDR
/// head + 10   Ethernet frame byte 0, as far as <see cref="HeadBytes"/>
/// </code>
/// </remarks>
public sealed unsafe class GatherSocket : IDisposable
{
    /// <summary>Room for a head: the shortest frame there is.</summary>
    public const int HeadBytes = 60;

    private const int PartsPerFrame = 2;
    private const int Stride = 128;

    private readonly Descriptor _socket;
    private readonly bool _copies;
    private readonly AlignedBuffers _memory;
    private readonly GatheredMessage* _messages;
    private readonly IoVector* _parts;
    private readonly byte* _heads;

    private GatherSocket(Descriptor socket, int frames, bool copies)
    {
        _socket = socket;
        _copies = copies;
        Frames = frames;
        int each = Stride + sizeof(GatheredMessage) + (PartsPerFrame * sizeof(IoVector));
        _memory = new AlignedBuffers(1, frames * each);
        _heads = (byte*)_memory.Address(0);
        _messages = (GatheredMessage*)(_heads + (frames * Stride));
        _parts = (IoVector*)(_messages + frames);
        for (int place = 0; place < frames; place++)
            _messages[place].Header = new MessageHeader { Parts = _parts + (PartsPerFrame * place), PartCount = PartsPerFrame };
    }

    /// <summary>Frames that can be made before they are sent.</summary>
    public int Frames { get; }

    /// <summary>Opens one on an interface of the calling thread's network namespace. It receives nothing.</summary>
    /// <param name="interfaceIndex">The interface.</param>
    /// <param name="frames">How many frames it has room for.</param>
    /// <param name="mtu">The interface's MTU, in bytes.</param>
    /// <param name="copiesFrames">As <see cref="PacketPortOptions.CopiesFrames"/>: the frame is copied into one piece of memory, not into pages.</param>
    /// <exception cref="NativeException">EPERM: no CAP_NET_RAW. ENODEV: no such interface.</exception>
    public static GatherSocket Open(int interfaceIndex, int frames, int mtu, bool copiesFrames)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        var socket = PacketSocket.Open();
        try
        {
            bool copies = copiesFrames && PortRings.TryCopyFrames(socket);
            // Frames count with what the kernel needs for them; a device that is behind shall find room for all, as it does in a ring.
            PacketSocket.PrepareToSend(socket, 2 * frames * (FrameLayout.SlotBytes(mtu) + 1024));
            PacketSocket.Bind(socket, interfaceIndex, etherType: 0);
            return new GatherSocket(socket, frames, copies);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Where the head of a frame is made.</summary>
    /// <param name="place">Which frame, from 0.</param>
    public Span<byte> Head(int place) => new(HeadOf(place) + FrameLayout.OffloadHeader, HeadBytes);

    /// <summary>Puts a frame together.</summary>
    /// <param name="place">Which; its head is made.</param>
    /// <param name="headBytes">Length of its head.</param>
    /// <param name="data">What follows the head; must stay until the frame is sent, but need not be readable.</param>
    /// <param name="dataBytes">How many bytes.</param>
    public void Join(int place, int headBytes, nint data, int dataBytes)
    {
        byte* head = HeadOf(place);
        // All zero but hdr_len: how much of the frame is to be in one piece.
        if (_copies)
            *(ushort*)(head + 2) = (ushort)(headBytes + dataBytes);
        else
            head += FrameLayout.OffloadHeader;
        _parts[PartsPerFrame * place] = new IoVector((nint)head, headBytes + (_copies ? FrameLayout.OffloadHeader : 0));
        _parts[(PartsPerFrame * place) + 1] = new IoVector(data, dataBytes);
    }

    /// <summary>Sends frames. Never blocks for the device, never throws; waits where a page of the data has to come from a disk.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <returns>
    /// How many were taken, from the first on; or -errno for the first. EFAULT: its data cannot be read. Ordinary as well: EAGAIN, ENOBUFS (no
    /// room), ENETDOWN, ENXIO, EMSGSIZE (longer than the MTU).
    /// </returns>
    public int Send(int first, int count)
    {
        int sent = LibC.SendMany(_socket.Number, _messages + first, (uint)count, LibC.MSG_DONTWAIT | LibC.MSG_NOSIGNAL);
        return sent >= 0 ? sent : -Marshal.GetLastPInvokeError();
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        _memory.Dispose();
    }

    private byte* HeadOf(int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)place, (uint)Frames, nameof(place));
        return _heads + (place * Stride);
    }
}
