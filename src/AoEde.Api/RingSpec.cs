using AoEde.Api.Choices;
using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>Packet rings shared with the kernel, one pair per interface.</summary>
public sealed record RingSpec
{
    /// <summary>
    /// Ring layout: <c>Auto</c> (default; V2), <c>V2</c>, <c>V3</c> (hands frames over in blocks, which adds latency) or <c>Off</c>.
    /// </summary>
    [Default(RingVersion.Auto), OneOf(RingVersion.Auto, RingVersion.V2, RingVersion.V3, RingVersion.Off)]
    public string Version { get; set => field = value ?? RingVersion.Auto; } = RingVersion.Auto;

    /// <summary>Receive frames per interface, 16 to 65536. Default 1024.</summary>
    [Default(1024), Bounds(16, 65536)]
    public int Frames { get; set; } = 1024;
}
