using AoEde.Native.Files;

namespace AoEde.Engine.Safety;

/// <summary>A file as the kernel knows it, whatever its names are.</summary>
/// <param name="FileSystem">Number of the device, or of the anonymous device, that the file system is on.</param>
/// <param name="Inode">Inode number there.</param>
public readonly record struct FileIdentity(DeviceNumber FileSystem, ulong Inode);
