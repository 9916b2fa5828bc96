using AoEde.Native.Disk;

namespace AoEde.Native.Tests.Disk;

public sealed class DiskQueuesTests
{
    [Theory]
    [InlineData(Errno.EPERM, "2", "io_uring is disabled (kernel.io_uring_disabled=2): using Linux AIO")]
    [InlineData(Errno.EPERM, "1", "io_uring is reserved for kernel.io_uring_group (kernel.io_uring_disabled=1): using Linux AIO")]
    [InlineData(Errno.EPERM, "0", "io_uring is forbidden by a seccomp profile or security module (EPERM): using Linux AIO")]
    [InlineData(Errno.EACCES, null, "io_uring is forbidden by a seccomp profile or security module (EACCES): using Linux AIO")]
    public void Open_AutoWhereIoUringIsRefused_TakesAioAndSaysWhy(int errno, string? switchValue, string expected)
    {
        using var proc = new Host.FakeTree();
        if (switchValue is not null)
            proc.File("sys/kernel/io_uring_disabled", switchValue + "\n");
        var probe = new IoUringProbe(() => throw new NativeException("io_uring_setup", errno), proc.Root);

        using var queue = DiskQueues.Open(DiskEngineKind.Auto, 8, [], probe, out var explanation);

        queue.ShouldBeOfType<AioQueue>();
        explanation.ShouldBe(expected);
    }

    [Theory]
    [InlineData(Errno.ENOSYS, "seccomp")]
    [InlineData(Errno.ENOMEM, "RLIMIT_MEMLOCK")]
    [InlineData(Errno.EMFILE, "EMFILE")]
    public void IsUsable_ForOtherRefusals_NamesCauseOrRemedy(int errno, string expected)
    {
        var probe = new IoUringProbe(() => throw new NativeException("io_uring_setup", errno), "/nonexistent");

        probe.IsUsable(out var reason).ShouldBeFalse();
        reason.ShouldContain(expected);
    }

    [SkippableFact]
    public void Open_AutoWhereIoUringWorks_TakesItAndSaysHow()
    {
        Skip.IfNot(DiskQueues.IsIoUringUsable(out var reason), reason);

        using var queue = DiskQueues.Open(DiskEngineKind.Auto, 8, default(MemoryRegion), out var explanation);

        queue.ShouldBeOfType<UringQueue>();
        explanation.ShouldStartWith("using io_uring (");
    }

    [Fact]
    public void Open_LinuxAio_TakesIt()
    {
        using var queue = DiskQueues.Open(DiskEngineKind.LinuxAio, 8, default(MemoryRegion), out var explanation);

        queue.Name.ShouldBe("aio");
        explanation.ShouldBe("using Linux AIO, as asked for");
    }

    [SkippableFact]
    public void Modes_OnKernelsThatKnowNone_AreTriedInOrder()
    {
        const uint Unknown = 1u << 31;
        Skip.IfNot(DiskQueues.IsIoUringUsable(out var reason), reason);

        using var queue = new UringQueue(4, [], [new UringMode("of the future", Unknown), UringMode.Plain]);

        queue.Description.ShouldStartWith(UringMode.Plain.Description);
        Should.Throw<NativeException>(() => new UringQueue(4, [], [new UringMode("of the future", Unknown)]))
            .Errno.ShouldBe(Errno.EINVAL);
    }
}
