using System.Runtime.InteropServices;
using AoEde.Native.Host;
using static AoEde.Native.Files.FileConstants;

namespace AoEde.Native.Files;

/// <summary>
/// A block device or a regular file that backs a target. Opening claims it: O_EXCL on a device (when asked), an exclusive
/// flock on a writable regular file, so that a second process is refused instead of corrupting it.
/// </summary>
public sealed partial class BlockFile : IDisposable
{
    private const int LockTries = 40;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(5);

    private readonly BlockFileOptions _options;
    private int _descriptor;
    private FileFacts _facts;
    private bool? _rotational;

    private BlockFile(string path, BlockFileOptions options, int descriptor)
    {
        Path = path;
        _options = options;
        _descriptor = descriptor;
        _facts = FileFacts.Read(descriptor, path);
        LogicalBlockSize = _facts.LogicalBlockSize;
        if (!options.ReadOnly)
            RequireWritable(path, descriptor, _facts.IsBlockDevice);
        IsInMemory = !_facts.IsBlockDevice && FileSystemMagic.IsMemory(FileSystemSpace.Of(path).Magic);
        if (!options.Direct)
        {
            DirectRefusal = "not asked for";
            return;
        }

        if (IsInMemory)
        {
            DirectRefusal = "a file in memory has no cache to go past";
            return;
        }

        DirectRefusal = DirectAccess.TryEnable(descriptor, _facts, out var alignment);
        IsDirect = DirectRefusal is null;
        LogicalBlockSize = Math.Max(LogicalBlockSize, alignment);
    }

    /// <summary>The open descriptor; -1 after <see cref="Dispose"/>.</summary>
    public int Descriptor => _descriptor;

    /// <summary>Another descriptor of it, which outlives this object: what is queued must work also when the file itself has been closed.</summary>
    /// <exception cref="NativeException">EMFILE: the process has no descriptor left.</exception>
    internal Descriptor Duplicate() => Native.Descriptor.Own(LibC.FileControl(_descriptor, F_DUPFD_CLOEXEC, 0), $"duplicate {Path}");

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>Whether it is a block device; otherwise it is a regular file.</summary>
    public bool IsBlockDevice => _facts.IsBlockDevice;

    /// <summary>Size in bytes, rounded down to whole 512-byte sectors, as of opening or the last <see cref="RefreshSize"/>.</summary>
    public long SizeBytes => _facts.SizeBytes;

    /// <summary>Smallest unit the device (or direct I/O on the file) transfers, in bytes; at least 512.</summary>
    public int LogicalBlockSize { get; }

    /// <summary>Unit the medium works in (BLKPBSZGET), for a file its preferred I/O size; in bytes.</summary>
    public int PhysicalBlockSize => _facts.PhysicalBlockSize;

    /// <summary>Whether I/O goes past the page cache (O_DIRECT); then memory, offset and length must be multiples of 512.</summary>
    public bool IsDirect { get; }

    /// <summary>Whether it is a regular file on tmpfs: there is no disk to wait for, unless its pages were swapped out.</summary>
    public bool IsInMemory { get; }

    /// <summary>Whether a write ends in the page cache of a disk: it may wait for that disk, but as a rule it is a copy. The kernel
    /// does no such write without blocking.</summary>
    public bool WritesToCache => !IsDirect && !IsInMemory && !_options.Durable;

    /// <summary>Why <see cref="IsDirect"/> is false, as half a sentence; null when it is true.</summary>
    public string? DirectRefusal { get; }

    /// <summary>The device itself, or the device of the file system a regular file lies on.</summary>
    public DeviceNumber DeviceNumber => _facts.Device;

    /// <summary>The inode; with <see cref="DeviceNumber"/> it identifies a regular file whatever its path is.</summary>
    public ulong Inode => _facts.Inode;

    /// <summary>Whether the disk below spins, as sysfs says; false where it does not say.</summary>
    public bool IsRotational => _rotational ??= new SysBlock(_options.SysRoot).Find(DeviceNumber)?.Rotational ?? false;

    /// <summary>Opens and claims a device or file.</summary>
    /// <param name="path">A block device or a regular file.</param>
    /// <param name="options">How.</param>
    /// <exception cref="NativeException">EBUSY: mounted or held (O_EXCL); EAGAIN, that is EWOULDBLOCK: locked by another
    /// process; EROFS: a read-only device opened for writing; ENOTBLK: neither device nor file; and whatever open(2) says.</exception>
    public static BlockFile Open(string path, BlockFileOptions options)
    {
        FileFacts.RequireSuitable(path);
        var flags = LibC.O_CLOEXEC | (options.ReadOnly ? LibC.O_RDONLY : LibC.O_RDWR)
            | (options.Exclusive ? O_EXCL : 0) // Without O_CREAT it means a claim on devices and nothing on files.
            | (options.Durable ? O_DSYNC : 0);
        var descriptor = NativeException.Check(LibC.Open(path, flags, 0), $"open {path}");
        try
        {
            return new BlockFile(path, options, descriptor);
        }
        catch
        {
            _ = LibC.Close(descriptor);
            throw;
        }
    }

    // A process of ours that is being started has copies of our locks until it becomes another program: a few milliseconds.
    private static void Lock(string path, int descriptor)
    {
        for (int tries = LockTries; LibC.FileLock(descriptor, LOCK_EX | LOCK_NB) != 0; tries--)
        {
            if (tries == 0 || Marshal.GetLastPInvokeError() != Errno.EAGAIN)
                throw NativeException.Last($"lock {path}");
            Task.Delay(LockPause, TimeProvider.System).GetAwaiter().GetResult();
        }
    }

    private static void RequireWritable(string path, int descriptor, bool isBlockDevice)
    {
        if (!isBlockDevice)
            Lock(path, descriptor);
        else if (BlockControl.ReadInt(descriptor, BLKROGET, $"BLKROGET {path}") != 0)
            throw new NativeException($"open {path}", Errno.EROFS); // Linux opens it all the same and fails the writes.
    }

    /// <summary>Asks the device or file for its size again, to see that it grew or shrank.</summary>
    /// <returns>The new <see cref="SizeBytes"/>.</returns>
    /// <exception cref="NativeException">The device is gone.</exception>
    public long RefreshSize()
    {
        _facts = FileFacts.Read(_descriptor, Path);
        return SizeBytes;
    }

    /// <summary>Closes it, which gives back the claim and the lock. Operations a queue has in flight keep the file alive.</summary>
    public void Dispose()
    {
        var descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0)
            _ = LibC.Close(descriptor);
    }
}
