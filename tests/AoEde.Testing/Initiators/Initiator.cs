using System.Diagnostics;
using AoEde.Native.Events;
using AoEde.Native.Packet;
using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Networks;

namespace AoEde.Testing.Initiators;

/// <summary>
/// One station on a cable that sends AoE frames and collects what comes back to it. Several may share an interface, each
/// with a MAC address of its own. Not for more than one thread at a time.
/// </summary>
public sealed class Initiator : IDisposable
{
    private static readonly TimeSpan SendPatience = TimeSpan.FromMilliseconds(50);
    private readonly PacketPort _port;
    private readonly Poller _poller = new(1);
    private uint _lastTag;

    private Initiator(PacketPort port, MacAddress mac, int mtu)
    {
        _port = port;
        Mac = mac;
        Mtu = mtu;
        _poller.Add(port.PollDescriptor);
    }

    public MacAddress Mac { get; }

    public int Mtu { get; }

    /// <summary>Also takes in what targets send to other stations: for tests that look over somebody's shoulder.</summary>
    public bool TakesEverything { get; init; }

    /// <summary>Broadcast announcements that arrived while something else was awaited.</summary>
    public List<Reply> Advertisements { get; } = [];

    internal PacketPort Port => _port;

    /// <summary>Opens a station on an interface; with a made-up address the interface takes in all frames from then on.</summary>
    public static Initiator Open(TestLink link, MacAddress? madeUpMac = null, bool takesEverything = false)
    {
        if (madeUpMac is not null || takesEverything)
            link.SetPromiscuous(on: true);
        var mtu = link.Mtu;
        var options = new PacketPortOptions { RxFrames = 512, TxFrames = 256, ReceiveResponses = true };
        var index = link.Index;
        var port = NamespaceThread.Run(link.Host, () => PacketPort.Open(index, mtu, options));
        return new Initiator(port, madeUpMac ?? link.Mac, mtu) { TakesEverything = takesEverything };
    }

    /// <summary>A station on a port that is open: to be disposed of by one of both, the station or whoever opened it.</summary>
    public static Initiator On(PacketPort port, MacAddress mac) => new(port, mac, port.MaximumFrameLength - AoeWire.EthernetHeaderLength);

    /// <summary>A tag this initiator has not used yet; never 0, and bit 31 clear as with Linux.</summary>
    public uint NewTag() => ++_lastTag & 0x7FFF_FFFF;

    public void Send(RequestFrame request) => Send(request.ToBytes());

    public void Send(ReadOnlySpan<byte> frame)
    {
        Queue(frame);
        Flush();
    }

    /// <summary>Sends several frames with as few system calls as the ring allows: back to back on the wire.</summary>
    public void SendBurst(IEnumerable<byte[]> frames)
    {
        foreach (var frame in frames.ToArray())
            Queue(frame);
        Flush();
    }

    /// <summary>Drops everything that has arrived: what belongs to earlier questions must not answer the next one.</summary>
    public void Forget()
    {
        while (TryTake(TimeSpan.Zero, out _))
        {
        }

        Advertisements.Clear();
    }

    /// <summary>The next frame to this station, waiting for it at most so long.</summary>
    public bool TryTake(TimeSpan timeout, out Reply reply)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            while (_port.TryReceive(out var frame))
            {
                reply = new Reply(frame.Bytes.ToArray());
                _port.Release();
                if (IsForUs(reply))
                    return true;
            }

            var left = timeout - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                reply = null!;
                return false;
            }

            _poller.Wait(Math.Max(1, (int)left.TotalMilliseconds));
        }
    }

    /// <summary>Waits until a frame is in the ring, at most so long.</summary>
    internal void Wait(int milliseconds) => _poller.Wait(milliseconds);

    public void Dispose() => _port.Dispose();

    private bool IsForUs(Reply reply)
    {
        if (reply.Length < RequestFrame.HeaderBytes || (reply.VersionAndFlags & 0x08) == 0)
            return TakesEverything;
        if (!reply.Destination.IsGroup)
            return reply.Destination == Mac || TakesEverything;
        Advertisements.Add(reply);
        return TakesEverything;
    }

    private void Queue(ReadOnlySpan<byte> frame)
    {
        Span<byte> room;
        while (!_port.TryReserve(out room, out _))
            Flush();
        frame.CopyTo(room);
        _port.Commit(frame.Length);
    }

    private void Flush()
    {
        // A veth refuses a frame that its other end has no room for, now (a full backlog) or ever (a smaller MTU), and the
        // frames behind it wait: try again for a moment, then count it as lost on the way.
        var started = Stopwatch.GetTimestamp();
        while (_port.Flush() != 0 || _port.HasUnsent)
        {
            if (Stopwatch.GetElapsedTime(started) < SendPatience)
                continue;
            _ = _port.DiscardUnsent();
            return;
        }
    }
}
