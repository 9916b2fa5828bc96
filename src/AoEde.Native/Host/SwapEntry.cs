namespace AoEde.Native.Host;

/// <summary>An active swap area.</summary>
/// <param name="Path">The device or file, as the kernel names it.</param>
/// <param name="IsDevice">Whether it is a whole device or partition, otherwise a file.</param>
/// <param name="SizeBytes">Its size in bytes.</param>
public sealed record SwapEntry(string Path, bool IsDevice, long SizeBytes);
