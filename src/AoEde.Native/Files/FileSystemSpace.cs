namespace AoEde.Native.Files;

/// <summary>How full a file system is, and of which kind.</summary>
/// <param name="TotalBytes">Its size.</param>
/// <param name="FreeBytes">What is unused, including what only root may take.</param>
/// <param name="AvailableBytes">What anybody may take.</param>
/// <param name="Magic">Its kind, a number of linux/magic.h; <see cref="FileSystemMagic"/> has names for some.</param>
public readonly record struct FileSystemSpace(long TotalBytes, long FreeBytes, long AvailableBytes, uint Magic)
{
    /// <summary>Asks the file system that a file or folder lies on.</summary>
    /// <param name="path">Anything on it that exists.</param>
    /// <exception cref="NativeException">Nothing is there, or the file system does not answer.</exception>
    public static unsafe FileSystemSpace Of(string path)
    {
        FileSystemStatus status;
        NativeException.Check(LibC.FileSystemStatus(path, &status), $"statfs {path}");
        return new FileSystemSpace(
            Bytes(status.Blocks, status.FragmentBytes),
            Bytes(status.FreeBlocks, status.FragmentBytes),
            Bytes(status.AvailableBlocks, status.FragmentBytes),
            (uint)status.Type);
    }

    // Some network file systems claim to be infinite.
    private static long Bytes(ulong blocks, long unit) => (long)UInt128.Min(long.MaxValue, (UInt128)blocks * (ulong)unit);
}
