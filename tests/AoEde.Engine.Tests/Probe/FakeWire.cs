using AoEde.Engine.Probe;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Probe;

/// <summary>A segment in memory: what is sent is answered at once, and waiting lets time go by.</summary>
internal sealed class FakeWire : IProbeWire
{
    private readonly Queue<byte[]> _arriving = new();

    public SegmentTime Time { get; } = new();

    public List<FakeTarget> Targets { get; } = [];

    /// <summary>Arrives after each request that is sent, before the answers.</summary>
    public List<byte[]> Noise { get; } = [];

    public List<SentFrame> Sent { get; } = [];

    public string Name => "net0";

    public MacAddress Self { get; } = MacAddress.Parse("52:54:00:ff:ff:ff");

    public void Send(ReadOnlySpan<byte> frame)
    {
        AoeHeader.TryParse(frame, out var header).ShouldBeTrue();
        Sent.Add(new SentFrame(Time.Milliseconds, header.Command, header.Address, header.Destination, header.Tag));
        Noise.ForEach(_arriving.Enqueue);
        foreach (var target in Targets)
        {
            if (target.Answer(frame) is { } answer)
                _arriving.Enqueue(answer);
        }
    }

    public bool TryReceive(Span<byte> buffer, TimeSpan timeout, out int length)
    {
        length = 0;
        if (_arriving.TryDequeue(out var frame))
        {
            length = int.Min(frame.Length, buffer.Length);
            frame.AsSpan(0, length).CopyTo(buffer);
            return true;
        }

        Time.Pass(timeout);
        return false;
    }
}
