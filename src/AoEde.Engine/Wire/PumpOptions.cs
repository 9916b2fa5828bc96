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
}
