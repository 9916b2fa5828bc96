namespace AoEde.Native.Tests.Layout;

public sealed class LibCLayout : LayoutTable
{
    public override IReadOnlyList<string> Headers =>
    [
        "fcntl.h", "poll.h", "sched.h", "sys/eventfd.h", "sys/mman.h", "sys/prctl.h", "sys/socket.h", "sys/types.h",
    ];

    public override IReadOnlyList<MirroredConstant> Constants => [.. ConstantsOf(typeof(LibC))];
}
