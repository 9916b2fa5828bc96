using AoEde.Native.Disk;

namespace AoEde.Native.Tests.Disk;

public sealed class AioQueueTests : DiskQueueSuite
{
    [Fact]
    public void Open_BeyondTheHostsLimit_NamesTheLimit()
    {
        var limit = int.Parse(File.ReadAllText("/proc/sys/fs/aio-max-nr"));

        var refused = Should.Throw<NativeException>(() => new AioQueue(limit + 1));

        refused.Errno.ShouldBe(Errno.EAGAIN);
        refused.Message.ShouldContain("fs.aio-max-nr");
    }

    protected override IDiskQueue OpenQueue(int depth, MemoryRegion buffers) => new AioQueue(depth);
}
