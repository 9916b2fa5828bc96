using Mono.Unix.Native;

namespace AoEde.Native.Files;

/// <summary>Room for a regular file.</summary>
public sealed partial class BlockFile
{
    /// <summary>Bytes that the file takes on its file system; a sparse file takes less than it is long. 0 for a device.</summary>
    /// <exception cref="NativeException">The file is gone.</exception>
    public long ReadAllocatedBytes()
    {
        const int unit = 512; // st_blocks counts in it, whatever the file system's blocks are.
        if (Syscall.fstat(_descriptor, out var status) < 0)
            throw new NativeException($"stat {Path}", NativeConvert.FromErrno(Stdlib.GetLastError()));
        return status.st_blocks * unit;
    }

    /// <summary>Makes a regular file longer, with a hole, or shorter (ftruncate).</summary>
    /// <param name="bytes">Its new length.</param>
    /// <exception cref="NativeException">EFBIG: the file system has no files of that length.</exception>
    public void SetLength(long bytes)
    {
        NativeException.Check(LibC.SetLength(_descriptor, bytes), $"ftruncate {Path}");
        RefreshSize();
    }

    /// <summary>Takes room for a range now (fallocate), so that writing it later never finds the file system full.</summary>
    /// <param name="offset">First byte; the file is made longer where it ends before the range.</param>
    /// <param name="bytes">How many.</param>
    /// <returns>False where the file system cannot do that; then nothing has changed.</returns>
    /// <exception cref="NativeException">ENOSPC: there is no room.</exception>
    public bool TryAllocate(long offset, long bytes)
    {
        int result;
        do
            result = LibC.Allocate(_descriptor, 0, offset, bytes);
        while (result < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Errno.EINTR);
        if (result < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() is Errno.EOPNOTSUPP or Errno.ENOSYS)
            return false;
        NativeException.Check(result, $"fallocate {Path}");
        RefreshSize();
        return true;
    }
}
