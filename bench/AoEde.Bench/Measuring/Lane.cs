using AoEde.Bench.Contenders;

namespace AoEde.Bench.Measuring;

/// <summary>A station and what the table calls it.</summary>
internal sealed record Lane(string Name, Station Station);
