using System.Diagnostics;
using AoEde.Native;
using AoEde.Native.Packet;

namespace AoEde.Engine.Wire;

/// <summary>The sending side of one pump: replies are written straight into transmit ring frames and leave once per batch.</summary>
internal sealed class Transmitter(PacketPort port, int mtu)
{
    private const int EthernetHeader = 14;

    // Longer than any queue of a healthy interface takes to drain; initiators ask again after some 200 ms at the earliest.
    private static readonly long StuckTicks = Stopwatch.Frequency / 100;

    private int _stuckAt = -1;
    private long _stuckSince;

    /// <summary>The interface's MTU now, in bytes. Lowering it makes replies that no longer fit be dropped, never sent.</summary>
    public int Mtu { get; set; } = mtu;

    /// <summary>Frames handed to the kernel.</summary>
    public long Sent { get; private set; }

    /// <summary>Times that <c>send</c> failed; the frames stay in the ring and are tried again.</summary>
    public long Errors { get; private set; }

    /// <summary>Frames thrown away because the link was down, or would not take them.</summary>
    public long Discarded { get; private set; }

    /// <summary>Whether frames wait for the kernel to take them.</summary>
    public bool HasUnsent => port.HasUnsent;

    /// <summary>The next free frame, holding stale bytes. It stays free until <see cref="Send(int)"/>: begin again to reuse it.</summary>
    /// <param name="frame">The frame's bytes.</param>
    /// <param name="address">Where they are: byte 36 lies on a 512-byte boundary.</param>
    public bool TryBegin(out Span<byte> frame, out nint address)
    {
        if (port.TryReserve(out frame, out address))
            return true;
        Flush();
        return port.TryReserve(out frame, out address);
    }

    /// <summary>Queues the frame last begun.</summary>
    /// <param name="length">Its length.</param>
    public DropReason Send(int length)
    {
        if (length > Mtu + EthernetHeader)
            return DropReason.TooLong;
        port.Commit(length);
        Sent++;
        return DropReason.None;
    }

    /// <summary>Sets the frame last begun aside and moves on to the next; what is sent after it waits for it.</summary>
    /// <returns>Its slot, for <see cref="Send(int, int)"/>.</returns>
    public int Claim() => port.Claim();

    /// <summary>Queues a frame that was set aside.</summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="length">Its length; 0 gives it up.</param>
    public void Send(int slot, int length)
    {
        port.Commit(slot, length);
        Sent += length > 0 ? 1 : 0;
    }

    /// <summary>Sends frames whose data lies elsewhere.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="first">The first to send.</param>
    /// <param name="count">How many.</param>
    /// <returns>How many the kernel took, from the first on; none or less when it refused the first.</returns>
    public int Send(GatherSocket frames, int first, int count)
    {
        int sent = frames.Send(first, count);
        if (sent > 0)
            Sent += sent;
        else
            Errors++;
        return sent;
    }

    /// <summary>Hands everything queued to the kernel: one system call.</summary>
    public void Flush()
    {
        if (!port.HasUnsent)
            return;
        int error = port.Flush();
        if (error == 0)
        {
            _stuckAt = -1;
            return;
        }

        Errors++;

        // The link is down or gone: what waits would be stale when it is back, and initiators ask again. Otherwise the kernel
        // only has no room now, and the frames are offered again.
        if (error is not (Errno.EAGAIN or Errno.ENOBUFS or Errno.EINTR))
            Discarded += port.DiscardUnsent();
        else
            SkipIfStuck();
    }

    // No room at the same frame for so long: its other end refuses it, and would for ever.
    private void SkipIfStuck()
    {
        long now = Stopwatch.GetTimestamp();
        if (port.OldestUnsent != _stuckAt)
        {
            _stuckAt = port.OldestUnsent;
            _stuckSince = now;
        }
        else if (now - _stuckSince > StuckTicks)
        {
            port.SkipOldestUnsent();
            Discarded++;
            _stuckAt = -1;
        }
    }
}
