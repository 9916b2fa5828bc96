using AoEde.Ctl.Probe;
using AoEde.Protocol;

namespace AoEde.Ctl.Tests;

/// <summary>A segment in memory: what is sent is answered at once, and waiting lets time go by.</summary>
internal sealed class FakeWire(FixedTime time) : IProbeWire
{
    private readonly Queue<byte[]> _arriving = new();

    public List<FakeTarget> Targets { get; } = [];

    public List<byte[]> Noise { get; } = [];

    public int Sent { get; private set; }

    public MacAddress Self { get; } = MacAddress.Parse("52:54:00:ff:ff:ff");

    public int Mtu => 1500;

    public void Send(ReadOnlySpan<byte> frame)
    {
        Sent++;
        foreach (var noise in Noise)
        {
            _arriving.Enqueue(noise);
        }

        foreach (var target in Targets)
        {
            if (target.Answer(frame) is { } answer)
            {
                _arriving.Enqueue(answer);
            }
        }
    }

    public bool TryReceive(Span<byte> buffer, TimeSpan timeout, out int length)
    {
        if (_arriving.TryDequeue(out var frame))
        {
            frame.CopyTo(buffer);
            length = frame.Length;
            return true;
        }

        time.Pass(timeout);
        length = 0;
        return false;
    }
}
