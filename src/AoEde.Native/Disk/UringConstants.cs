namespace AoEde.Native.Disk;

/// <summary>linux/io_uring.h by its own names.</summary>
internal static class UringConstants
{
    public const uint IORING_SETUP_CLAMP = 1 << 4;
    public const uint IORING_SETUP_R_DISABLED = 1 << 6;
    public const uint IORING_SETUP_SUBMIT_ALL = 1 << 7;
    public const uint IORING_SETUP_COOP_TASKRUN = 1 << 8;
    public const uint IORING_SETUP_TASKRUN_FLAG = 1 << 9;
    public const uint IORING_SETUP_SINGLE_ISSUER = 1 << 12;
    public const uint IORING_SETUP_DEFER_TASKRUN = 1 << 13;

    public const uint IORING_FEAT_SINGLE_MMAP = 1 << 0;
    public const uint IORING_FEAT_SUBMIT_STABLE = 1 << 2;
    public const uint IORING_FEAT_RW_CUR_POS = 1 << 3;

    public const long IORING_OFF_SQ_RING = 0;
    public const long IORING_OFF_SQES = 0x10000000;

    public const uint IORING_SQ_TASKRUN = 1 << 2;
    public const uint IORING_ENTER_GETEVENTS = 1 << 0;

    public const uint IORING_REGISTER_BUFFERS = 0;
    public const uint IORING_REGISTER_FILES = 2;
    public const uint IORING_REGISTER_EVENTFD = 4;
    public const uint IORING_REGISTER_FILES_UPDATE = 6;
    public const uint IORING_REGISTER_ENABLE_RINGS = 12;

    public const byte IOSQE_FIXED_FILE = 1 << 0;
    public const uint IORING_FSYNC_DATASYNC = 1 << 0;

    public const byte IORING_OP_READV = 1;
    public const byte IORING_OP_WRITEV = 2;
    public const byte IORING_OP_FSYNC = 3;
    public const byte IORING_OP_READ_FIXED = 4;
    public const byte IORING_OP_WRITE_FIXED = 5;
    public const byte IORING_OP_READ = 22;
    public const byte IORING_OP_WRITE = 23;
}
