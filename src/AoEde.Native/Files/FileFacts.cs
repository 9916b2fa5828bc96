using Mono.Unix.Native;
using static AoEde.Native.Files.FileConstants;

namespace AoEde.Native.Files;

/// <summary>What fstat and the block ioctls say about an open descriptor.</summary>
internal readonly record struct FileFacts(
    bool IsBlockDevice, DeviceNumber Device, ulong Inode, long SizeBytes, int LogicalBlockSize, int PhysicalBlockSize)
{
    private const int SectorBytes = 512;

    /// <summary>Refuses anything that is neither a regular file nor a block device before it is opened: opening a FIFO
    /// may block, and opening a tape or a watchdog acts.</summary>
    public static void RequireSuitable(string path)
    {
        if (Syscall.stat(path, out var status) < 0)
            throw new NativeException($"open {path}", NativeConvert.FromErrno(Stdlib.GetLastError()));
        var kind = status.st_mode & FilePermissions.S_IFMT;
        if (kind == FilePermissions.S_IFDIR)
            throw new NativeException($"open {path}", Errno.EISDIR);
        if (kind is not (FilePermissions.S_IFREG or FilePermissions.S_IFBLK))
            throw new NativeException($"open {path}", Errno.ENOTBLK);
    }

    public static FileFacts Read(int descriptor, string path)
    {
        if (Syscall.fstat(descriptor, out var status) < 0)
            throw new NativeException($"stat {path}", NativeConvert.FromErrno(Stdlib.GetLastError()));
        var isBlock = (status.st_mode & FilePermissions.S_IFMT) == FilePermissions.S_IFBLK;
        if (!isBlock)
        {
            var preferred = (int)Math.Clamp(status.st_blksize, SectorBytes, 65536);
            return new FileFacts(false, DeviceNumber.FromPacked(status.st_dev), status.st_ino,
                FloorToSector(status.st_size), SectorBytes, preferred);
        }

        var logical = BlockControl.ReadInt(descriptor, BLKSSZGET, $"BLKSSZGET {path}");
        var physical = BlockControl.ReadInt(descriptor, BLKPBSZGET, $"BLKPBSZGET {path}");
        var size = BlockControl.ReadLong(descriptor, BLKGETSIZE64, $"BLKGETSIZE64 {path}");
        return new FileFacts(true, DeviceNumber.FromPacked(status.st_rdev), status.st_ino, FloorToSector(size), logical, physical);
    }

    /// <summary>AoE counts 512-byte sectors: the tail of a file that does not fill one cannot be addressed.</summary>
    private static long FloorToSector(long bytes) => bytes / SectorBytes * SectorBytes;
}
