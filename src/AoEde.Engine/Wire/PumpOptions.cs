using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Engine.Wire;

/// <summary>The interface a pump serves, as it was when the pump was made, and how it shall work.</summary>
internal sealed record PumpOptions
{
    public required int InterfaceIndex { get; init; }

    public required string InterfaceName { get; init; }

    public required MacAddress Mac { get; init; }

    /// <summary>MTU, in bytes; the rings are made for it.</summary>
    public required int Mtu { get; init; }

    public required int RingFrames { get; init; }

    public required int SpinMicroseconds { get; init; }

    /// <summary>Whether the kernel copies whole frames as it takes them; see <see cref="PacketPortOptions.CopiesFrames"/>.</summary>
    public bool CopiesFrames { get; init; }

    /// <summary>How many threads serve it.</summary>
    public int Threads { get; init; } = 1;
}
