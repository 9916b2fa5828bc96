namespace AoEde.Native.Disk;

/// <summary>Which kernel interface carries disk operations.</summary>
public enum DiskEngineKind
{
    /// <summary>io_uring where it works, otherwise Linux AIO.</summary>
    Auto,

    /// <summary>io_uring: one system call per batch, registered files and memory.</summary>
    IoUring,

    /// <summary>Linux AIO (io_submit): for hosts that switched io_uring off. Asynchronous for direct I/O only.</summary>
    LinuxAio,
}
