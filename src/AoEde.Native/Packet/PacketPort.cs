using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static AoEde.Native.Packet.PacketConstants;

namespace AoEde.Native.Packet;

/// <summary>
/// AoE frames in and out of one interface through two memory rings (TPACKET_V2). One thread at a time uses a port;
/// only <see cref="ReadStatistics"/> may be called from others. Nothing here allocates after <see cref="Open"/>.
/// </summary>
/// <remarks>
/// The interface may go down, come back or vanish under an open port: reception pauses, <see cref="Flush"/> returns
/// the error number, <see cref="PollDescriptor"/> reports an error until <see cref="LastSocketError"/> takes it. A
/// port whose interface vanished stays silent for ever; whoever watches links closes it.
/// </remarks>
public sealed unsafe class PacketPort : IDisposable
{
    private readonly Descriptor _receiver;
    private readonly Descriptor _sender;
    private readonly ReceiveRing _rx;
    private readonly TransmitRing _tx;
    private long _received;
    private long _dropped;
    private long _freezes;

    private PacketPort(Descriptor receiver, Descriptor sender, ReceiveRing rx, TransmitRing tx, int maximumFrameLength)
    {
        _receiver = receiver;
        _sender = sender;
        _rx = rx;
        _tx = tx;
        MaximumFrameLength = maximumFrameLength;
    }

    /// <summary>Readable when a frame waits in the receive ring.</summary>
    public int PollDescriptor => _receiver.Number;

    /// <summary>The longest frame this port carries: the MTU at <see cref="Open"/> and the Ethernet header, in bytes.</summary>
    public int MaximumFrameLength { get; }

    /// <summary>The receive ring, for registration as an I/O buffer.</summary>
    public MemoryRegion ReceiveMemory => _rx.Region;

    /// <summary>The transmit ring, for registration as an I/O buffer.</summary>
    public MemoryRegion TransmitMemory => _tx.Region;

    /// <summary>Slots of the receive ring: the asked number, rounded up to whole blocks.</summary>
    public int ReceiveSlots => _rx.Count;

    /// <summary>Slots of the transmit ring: the asked number, rounded up to whole blocks.</summary>
    public int TransmitSlots => _tx.Count;

    /// <summary>
    /// Whether committed frames wait because the last <see cref="Flush"/> stopped early (socket buffer, congestion,
    /// interface down). Nobody sends them until the next <see cref="Flush"/>.
    /// </summary>
    public bool HasUnsent => _tx.HasUnsent;

    /// <summary>Opens both rings on an interface of the calling thread's network namespace.</summary>
    /// <param name="interfaceIndex">
    /// The interface. While it is down, <see cref="LastSocketError"/> says ENETDOWN; the port works once it is up.
    /// </param>
    /// <param name="mtu">Its MTU in bytes, which sizes the ring frames; a port is reopened to grow with the MTU.</param>
    /// <param name="options">Ring sizes and filter.</param>
    /// <exception cref="NativeException">
    /// EPERM: no CAP_NET_RAW. ENODEV: no such interface. ENOMEM: no memory for the rings.
    /// </exception>
    public static PacketPort Open(int interfaceIndex, int mtu, PacketPortOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mtu);
        if (options.RxFrames <= 0 || options.TxFrames <= 0)
            throw new ArgumentException("A ring has at least one frame.", nameof(options));
        if (options is { ReceiveResponses: true, Share: not null })
            throw new ArgumentException("A port without a filter takes every frame.", nameof(options));
        Descriptor? receiver = null;
        Descriptor? sender = null;
        PacketRing? rx = null;
        PacketRing? tx = null;
        try
        {
            var slotBytes = FrameLayout.SlotBytes(mtu);
            receiver = PacketSocket.Open();
            rx = PortRings.OpenReceive(receiver, RingGeometry.For(slotBytes, options.RxFrames));
            if (!options.ReceiveResponses)
                PacketFilter.Attach(receiver, options.AcceptConfigResponses, options.Share);
            // A socket of its own for sending: one socket's rings share their version and offsets.
            sender = PacketSocket.Open();
            var copies = options.CopiesFrames && PortRings.TryCopyFrames(sender);
            tx = PortRings.OpenTransmit(sender, RingGeometry.For(slotBytes, options.TxFrames));

            var frameBytes = FrameLayout.EthernetHeader + mtu;
            var port = new PacketPort(
                receiver, sender, new ReceiveRing(rx, interfaceIndex), new TransmitRing(tx, frameBytes, copies), frameBytes);
            PacketSocket.Bind(sender, interfaceIndex, etherType: 0);
            PacketSocket.Bind(receiver, interfaceIndex, ETH_P_AOE);
            return port;
        }
        catch
        {
            rx?.Dispose();
            tx?.Dispose();
            receiver?.Dispose();
            sender?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Has the kernel hand each frame to the port whose share it is in, instead of showing it to each of them. From any thread, once.
    /// </summary>
    /// <param name="ports">All the ports of an interface that have a share, opened in the order of their shares.</param>
    /// <exception cref="NativeException">EINVAL: the interface is down, which older kernels refuse.</exception>
    public static void Join(IReadOnlyList<PacketPort> ports) => PacketFanout.Join([.. ports.Select(p => p._receiver)]);

    /// <summary>Looks at the next received frame. It stays the next one until <see cref="Release()"/> or <see cref="Keep"/>.</summary>
    /// <param name="frame">The frame, in ring memory.</param>
    /// <returns>False when none waits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReceive(out ReceivedFrame frame) => _rx.TryReceive(out frame);

    /// <summary>Looks at a frame behind the next one without taking any.</summary>
    /// <param name="ahead">How far behind: 1 is the frame that follows.</param>
    /// <param name="frame">The frame, in ring memory; it stays there at least until the next one is released.</param>
    /// <returns>False when it has not arrived.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPeek(int ahead, out ReceivedFrame frame) => _rx.TryPeek(ahead, out frame);

    /// <summary>Gives the slot of the frame last looked at back to the kernel and moves to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release() => _rx.Release();

    /// <summary>
    /// Moves to the next frame without giving this one's slot back, for a disk write straight from the ring.
    /// </summary>
    /// <returns>The slot for <see cref="Release(int)"/>.</returns>
    public int Keep() => _rx.Keep();

    /// <summary>Gives a kept slot back, in any order. The kernel fills slots in ring order: an old one held stops reception.</summary>
    /// <param name="slot">What <see cref="Keep"/> returned.</param>
    /// <exception cref="InvalidOperationException">The slot is not kept.</exception>
    public void Release(int slot) => _rx.Release(slot);

    /// <summary>The next free transmit frame. It holds stale bytes. Asked again before a commit, it is the same one.</summary>
    /// <param name="frame"><see cref="MaximumFrameLength"/> bytes of ring memory.</param>
    /// <param name="address">Its first byte; + 36 lies on a 512-byte boundary.</param>
    /// <returns>False when the ring is full.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReserve(out Span<byte> frame, out nint address) => _tx.TryReserve(out frame, out address);

    /// <summary>Marks the reserved frame for sending; <see cref="Flush"/> sends.</summary>
    /// <param name="length">Its length in bytes, without checksum.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MaximumFrameLength"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Commit(int length) => _tx.Commit(length);

    /// <summary>
    /// Sets the reserved frame aside and moves on, for a disk read into the ring. The kernel sends in ring order:
    /// frames behind a claimed one wait for it.
    /// </summary>
    /// <returns>The slot for <see cref="Commit(int, int)"/>.</returns>
    public int Claim() => _tx.Claim();

    /// <summary>Marks a claimed frame for sending.</summary>
    /// <param name="slot">What <see cref="Claim"/> returned.</param>
    /// <param name="length">Its length in bytes; 0 sends nothing and frees the slot at the next <see cref="Flush"/>.</param>
    /// <exception cref="InvalidOperationException">The slot is not claimed.</exception>
    public void Commit(int slot, int length) => _tx.Commit(slot, length);

    /// <summary>One send() if anything is committed and unsent. Never blocks, never throws.</summary>
    /// <returns>
    /// 0, or the error number. Ordinary: ENOBUFS (congestion), EAGAIN (socket buffer), ENETDOWN (interface down),
    /// ENXIO (interface gone). Frames not taken stay committed: see <see cref="HasUnsent"/>.
    /// </returns>
    public int Flush()
    {
        if (!_tx.HasUnsent)
            return 0;
        var sent = LibC.Send(_sender.Number, null, 0, LibC.MSG_DONTWAIT | LibC.MSG_NOSIGNAL);
        return sent >= 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>The transmit slot at which the last <see cref="Flush"/> stopped; -1 if it sent everything.</summary>
    public int OldestUnsent => _tx.OldestUnsent;

    /// <summary>
    /// Lets the next <see cref="Flush"/> drop the frame it stopped at. A veth refuses a frame that its other end will not take
    /// (a smaller MTU there) with ENOBUFS each time, and all others wait behind it.
    /// </summary>
    public void SkipOldestUnsent() => _tx.SkipOldestUnsent();

    /// <summary>Takes back the frames that no <see cref="Flush"/> could send: after a long outage they answer nobody.</summary>
    /// <returns>How many; 0 also while a claimed frame lies among them.</returns>
    public int DiscardUnsent() => _tx.DiscardUnsent();

    /// <summary>Counts since <see cref="Open"/>. Any thread.</summary>
    /// <exception cref="NativeException">The port is closed.</exception>
    public PacketStatistics ReadStatistics()
    {
        // The kernel starts again at 0 with each reading, and counts drops among the packets.
        var counters = SocketOptions.Get<RingCounters>(_receiver, SOL_PACKET, PACKET_STATISTICS, "PACKET_STATISTICS");
        return new PacketStatistics(
            Interlocked.Add(ref _received, counters.Packets - counters.Drops),
            Interlocked.Add(ref _dropped, counters.Drops),
            Interlocked.Add(ref _freezes, counters.Drops > 0 ? 1 : 0));
    }

    /// <summary>Takes the receiver's pending error, for instance ENETDOWN after the interface went down.</summary>
    /// <returns>The error number, or 0.</returns>
    public int LastSocketError() => SocketOptions.Get<int>(_receiver, LibC.SOL_SOCKET, LibC.SO_ERROR, "SO_ERROR");

    /// <summary>Unmaps the rings and closes the sockets. Disk I/O on ring memory must have ended.</summary>
    public void Dispose()
    {
        _rx.Dispose();
        _tx.Dispose();
        _receiver.Dispose();
        _sender.Dispose();
    }
}
