using System.Diagnostics;
using AoEde.Native.Events;
using AoEde.Native.Packet;
using AoEde.Testing.Networks;

namespace AoEde.Testing.Relays;

/// <summary>
/// A bad cable: joins two interfaces, passes AoE frames both ways as they are, and does to them what its
/// <see cref="RelayFaults"/> say; see <see cref="RelayDirection"/> for what it spares. Works until disposed.
/// </summary>
public sealed class FrameRelay : IDisposable
{
    private readonly PacketPort _a;
    private readonly PacketPort _b;
    private readonly RelayDirection _toA;
    private readonly RelayDirection _toB;
    private readonly Poller _poller = new(3);
    private readonly EventFd _stop = new();
    private readonly Thread _thread;
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _refused;
    private volatile bool _isStopping;

    /// <summary>Takes over two ports that receive responses.</summary>
    /// <param name="a">One end.</param>
    /// <param name="b">The other end.</param>
    /// <param name="faults">For both directions, with another seed for the second.</param>
    public FrameRelay(PacketPort a, PacketPort b, RelayFaults faults)
    {
        (_a, _b) = (a, b);
        _toB = new RelayDirection(faults);
        _toA = new RelayDirection(faults with { Seed = faults.Seed ^ 0x5EED });
        _poller.Add(a.PollDescriptor);
        _poller.Add(b.PollDescriptor);
        _poller.Add(_stop.Descriptor);
        _thread = new Thread(Run) { IsBackground = true, Name = "relay" };
        _thread.Start();
    }

    /// <summary>Frames from a to b; read when the relay is at rest or stopped.</summary>
    public RelayCounts ToB => _toB.Counts;

    public RelayCounts ToA => _toA.Counts;

    /// <summary>Frames that an interface would not take, or that a port had no room for: lost, though nobody meant to.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public static PacketPortOptions PortOptions { get; } = new() { RxFrames = 2048, TxFrames = 512, ReceiveResponses = true };

    /// <summary>Joins two interfaces of test hosts.</summary>
    public static FrameRelay Join(TestLink a, TestLink b, RelayFaults faults)
    {
        var portA = Open(a);
        try
        {
            return new FrameRelay(portA, Open(b), faults);
        }
        catch
        {
            portA.Dispose();
            throw;
        }
    }

    /// <summary>Stops passing frames; the counts are final then.</summary>
    public void Stop()
    {
        _isStopping = true;
        _stop.Signal();
        _thread.Join();
    }

    public void Dispose()
    {
        Stop();
        _a.Dispose();
        _b.Dispose();
        _stop.Dispose();
    }

    private static PacketPort Open(TestLink link)
    {
        var (index, mtu) = (link.Index, link.Mtu);
        return NamespaceThread.Run(link.Host, () => PacketPort.Open(index, mtu, PortOptions));
    }

    private void Run()
    {
        while (!_isStopping)
        {
            Receive(_a, _toB);
            Receive(_b, _toA);
            Send(_toB, _b);
            Send(_toA, _a);
            _poller.Wait(Milliseconds(_toA.NextDue, _toB.NextDue));
        }
    }

    private void Receive(PacketPort port, RelayDirection direction)
    {
        while (port.TryReceive(out var frame))
        {
            direction.Take(frame.Bytes, Now);
            port.Release();
        }

        // An interface that went down leaves an error that would wake the poll for ever.
        _ = port.LastSocketError();
    }

    private void Send(RelayDirection direction, PacketPort port)
    {
        while (direction.TryTake(Now, out var bytes))
        {
            if (!port.TryReserve(out var room, out _))
            {
                Flush(port);
                if (!port.TryReserve(out room, out _))
                {
                    Interlocked.Increment(ref _refused);
                    continue;
                }
            }

            bytes.CopyTo(room);
            port.Commit(bytes.Length);
        }

        Flush(port);
    }

    // What the other end has no room for is lost, as on any cable; waiting would stop the other direction.
    private void Flush(PacketPort port)
    {
        for (var tries = 0; tries < 100 && (port.Flush() != 0 || port.HasUnsent); tries++)
            Thread.Yield();
        if (port.HasUnsent)
            Interlocked.Add(ref _refused, port.DiscardUnsent());
    }

    private int Milliseconds(TimeSpan? first, TimeSpan? second)
    {
        var due = first < second || second is null ? first : second;
        return due is null ? -1 : (int)Math.Clamp(Math.Ceiling((due.Value - Now).TotalMilliseconds), 0, 1000);
    }

    private TimeSpan Now => Stopwatch.GetElapsedTime(_started);
}
