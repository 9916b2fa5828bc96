using AoEde.Protocol;

namespace AoEde.Bench.Load;

/// <summary>A target that has been found.</summary>
internal sealed record LoadTarget(MacAddress Mac, AoeAddress Address, long Sectors);
