using AoEde.Protocol;

namespace AoEde.Ctl.Probe;

/// <summary>What a probe needs of an interface.</summary>
internal interface IProbeWire
{
    /// <summary>Address of our own card.</summary>
    MacAddress Self { get; }

    /// <summary>Largest payload in bytes.</summary>
    int Mtu { get; }

    /// <summary>Sends one frame.</summary>
    void Send(ReadOnlySpan<byte> frame);

    /// <summary>Waits for one frame; false when the time passed.</summary>
    bool TryReceive(Span<byte> buffer, TimeSpan timeout, out int length);
}
