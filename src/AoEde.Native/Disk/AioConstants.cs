namespace AoEde.Native.Disk;

/// <summary>linux/aio_abi.h by its own names.</summary>
internal static class AioConstants
{
    public const ushort IOCB_CMD_PREAD = 0;
    public const ushort IOCB_CMD_PWRITE = 1;
    public const ushort IOCB_CMD_FDSYNC = 3;
    public const ushort IOCB_CMD_PREADV = 7;
    public const ushort IOCB_CMD_PWRITEV = 8;
    public const uint IOCB_FLAG_RESFD = 1;
}
