using AoEde.Native.Files;
using AoEde.Native.Tests.Layout;

namespace AoEde.Native.Tests.Files;

public sealed class FilesLayout : LayoutTable
{
    public override IReadOnlyList<string> Headers => ["fcntl.h", "sys/file.h", "sys/uio.h", "sys/vfs.h", "linux/stat.h", "linux/fs.h"];

    public override IReadOnlyList<MirroredStruct> Structs =>
    [
        new(typeof(StatX), "struct statx",
            ("Mask", "stx_mask"), ("DirectMemoryAlignment", "stx_dio_mem_align"),
            ("DirectOffsetAlignment", "stx_dio_offset_align")),
        new(typeof(IoVector), "struct iovec", ("<Address>k__BackingField", "iov_base"), ("<Bytes>k__BackingField", "iov_len")),
        new(typeof(FileSystemStatus), "struct statfs",
            ("Type", "f_type"), ("Blocks", "f_blocks"), ("FreeBlocks", "f_bfree"), ("AvailableBlocks", "f_bavail"),
            ("FragmentBytes", "f_frsize")),
    ];

    public override IReadOnlyList<MirroredConstant> Constants =>
        [.. ConstantsOf(typeof(FileConstants)), new("O_DIRECT", FileConstants.O_DIRECT)];
}
