namespace AoEde.Engine.Safety;

/// <summary>A loop device bound to a file.</summary>
/// <param name="Name">Kernel name: <c>loop4</c>.</param>
/// <param name="Uses">What uses the loop device or its partitions.</param>
internal sealed record LoopUse(string Name, IReadOnlyList<DeviceUse> Uses);
