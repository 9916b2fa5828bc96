namespace AoEde.Native.Disk;

/// <summary>One finished disk operation.</summary>
/// <param name="Token">What the caller gave with the operation.</param>
/// <param name="Result">Bytes transferred (0 for a sync, fewer than asked at the end of a file), or -errno.</param>
public readonly record struct DiskCompletion(ulong Token, int Result);
