using AoEde.Protocol;

namespace AoEde.Engine.Probe;

/// <summary>What a probe needs of an interface.</summary>
internal interface IProbeWire
{
    /// <summary>Name of the interface, for the answers.</summary>
    string Name { get; }

    /// <summary>Address of our own card.</summary>
    MacAddress Self { get; }

    /// <summary>Sends one frame.</summary>
    void Send(ReadOnlySpan<byte> frame);

    /// <summary>Waits for one frame, cut off where the buffer ends; false when the time passed.</summary>
    bool TryReceive(Span<byte> buffer, TimeSpan timeout, out int length);
}
