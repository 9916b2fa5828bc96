using AoEde.Protocol;

namespace AoEde.Testing.Frames;

/// <summary>Where a target is: its interface's address and its own.</summary>
public sealed record TargetIdentity(MacAddress Mac, ushort Shelf, byte Slot);
