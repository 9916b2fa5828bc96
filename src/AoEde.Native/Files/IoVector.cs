namespace AoEde.Native.Files;

/// <summary>One piece of a scattered transfer (struct iovec).</summary>
/// <param name="Address">First byte.</param>
/// <param name="Bytes">Length in bytes.</param>
public readonly record struct IoVector(nint Address, nint Bytes);
