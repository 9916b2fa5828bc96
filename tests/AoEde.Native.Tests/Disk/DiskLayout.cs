using AoEde.Native.Disk;
using AoEde.Native.Tests.Layout;

namespace AoEde.Native.Tests.Disk;

public sealed class DiskLayout : LayoutTable
{
    public override IReadOnlyList<string> Headers => ["linux/io_uring.h", "linux/aio_abi.h", "sys/syscall.h"];

    public override IReadOnlyList<MirroredStruct> Structs =>
    [
        new(typeof(UringParameters), "struct io_uring_params",
            ("SubmissionEntries", "sq_entries"), ("CompletionEntries", "cq_entries"), ("Flags", "flags"),
            ("Features", "features"), ("Submission", "sq_off"), ("Completion", "cq_off")),
        new(typeof(UringSubmissionOffsets), "struct io_sqring_offsets",
            ("Head", "head"), ("Tail", "tail"), ("RingMask", "ring_mask"), ("Flags", "flags"), ("Array", "array")),
        new(typeof(UringCompletionOffsets), "struct io_cqring_offsets",
            ("Head", "head"), ("Tail", "tail"), ("RingMask", "ring_mask"), ("Entries", "cqes")),
        new(typeof(UringSubmission), "struct io_uring_sqe",
            ("Operation", "opcode"), ("Flags", "flags"), ("Descriptor", "fd"), ("Offset", "off"), ("Address", "addr"),
            ("Length", "len"), ("OperationFlags", "fsync_flags"), ("UserData", "user_data"), ("BufferIndex", "buf_index")),
        new(typeof(UringCompletion), "struct io_uring_cqe", ("UserData", "user_data"), ("Result", "res")),
        new(typeof(UringFilesUpdate), "struct io_uring_files_update", ("Offset", "offset"), ("Descriptors", "fds")),
        new(typeof(AioControlBlock), "struct iocb",
            ("Data", "aio_data"), ("Operation", "aio_lio_opcode"), ("Descriptor", "aio_fildes"), ("Buffer", "aio_buf"),
            ("Bytes", "aio_nbytes"), ("Offset", "aio_offset"), ("Flags", "aio_flags"), ("SignalDescriptor", "aio_resfd")),
        new(typeof(AioEvent), "struct io_event", ("Data", "data"), ("ControlBlock", "obj"), ("Result", "res")),
    ];

    public override IReadOnlyList<MirroredConstant> Constants =>
    [
        .. ConstantsOf(typeof(UringConstants)),
        .. ConstantsOf(typeof(AioConstants)),
        .. ConstantsOf(typeof(SystemCallNumbers)),
        new("SYS_io_setup", SystemCallNumbers.SYS_io_setup),
        new("SYS_io_destroy", SystemCallNumbers.SYS_io_destroy),
        new("SYS_io_submit", SystemCallNumbers.SYS_io_submit),
        new("SYS_io_getevents", SystemCallNumbers.SYS_io_getevents),
        new("SYS_futex", SystemCallNumbers.SYS_futex),
    ];
}
