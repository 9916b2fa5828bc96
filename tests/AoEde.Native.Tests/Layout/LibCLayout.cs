namespace AoEde.Native.Tests.Layout;

public sealed class LibCLayout : LayoutTable
{
    public override IReadOnlyList<string> Headers =>
    [
        "fcntl.h", "poll.h", "sched.h", "signal.h", "spawn.h", "sys/eventfd.h", "sys/file.h", "sys/mman.h", "sys/prctl.h", "sys/socket.h",
        "sys/stat.h", "sys/types.h", "sys/uio.h", "sys/wait.h", "linux/fs.h", "linux/futex.h",
    ];

    // C's own names are upper case; system call numbers have names of ours, because theirs begin with underscores.
    public override IReadOnlyList<MirroredConstant> Constants =>
        [.. ConstantsOf(typeof(LibC)).Where(constant => !constant.CExpression.Any(char.IsAsciiLetterLower))];
}
