using AoEde.Native.Disk;
using AoEde.Native.Files;

namespace AoEde.Native.Tests.Disk;

/// <summary>io_uring's own promises, in each mode of completion.</summary>
public abstract class UringQueueSuite : DiskQueueSuite
{
    private protected abstract UringMode Mode { get; }

    [SkippableFact]
    public void Description_WithMemory_SaysWhatWasGranted()
    {
        using var fixture = Open();

        ((UringQueue)fixture.Queue).Description.ShouldBe($"{Mode.Description}, registered files, registered memory");
    }

    [SkippableFact]
    public void Open_WithUnmappedMemory_ServesWithoutRegisteringIt()
    {
        SkipUnlessUsable();
        using var buffers = new AlignedBuffers(1, 4096);
        using var queue = new UringQueue(4, [new MemoryRegion(4096, 4096)], [Mode]);
        using var path = Files.TestFile.OfNumberedSectors(8);
        using var file = BlockFile.Open(path.Path, new BlockFileOptions());
        queue.Description.ShouldContain("no registered memory (E");

        queue.TryRead(queue.Attach(file), buffers.Address(0), 512, 3 * 512, 1).ShouldBeTrue();
        queue.Submit().ShouldBe(1);
        var done = new DiskCompletion[1];
        SpinWait.SpinUntil(() => queue.Reap(done) == 1, TimeSpan.FromSeconds(10)).ShouldBeTrue();

        done[0].ShouldBe(new DiskCompletion(1, 512));
        BitConverter.ToInt64(buffers.Bytes(0)).ShouldBe(3);
    }

    [SkippableFact]
    public void Open_OnOneThread_MayBeUsedByAnother()
    {
        using var fixture = Open(); // Made and filled here...
        fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(0), 512, 512, 1).ShouldBeTrue();
        var done = new List<DiskCompletion>();
        Exception? failure = null;
        var owner = new Thread(() =>
        {
            try
            {
                done = fixture.Await(1); // ... submitted, reaped and closed there.
                fixture.Queue.Dispose();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        owner.Start();
        owner.Join();

        failure.ShouldBeNull();
        done.ShouldBe([new DiskCompletion(1, 512)]);
    }

    protected override IDiskQueue OpenQueue(int depth, MemoryRegion buffers)
    {
        SkipUnlessUsable();
        return new UringQueue(depth, [buffers], [Mode]);
    }

    private void SkipUnlessUsable()
    {
        Skip.IfNot(DiskQueues.IsIoUringUsable(out var reason), reason);
        try
        {
            new UringQueue(1, [], [Mode]).Dispose();
        }
        catch (NativeException refused) when (refused.Errno == Errno.EINVAL)
        {
            Skip.If(true, $"this kernel is too old for {Mode.Description}");
        }
    }
}

public sealed class DeferredUringQueueTests : UringQueueSuite
{
    private protected override UringMode Mode => UringMode.Deferred;
}

public sealed class CooperativeUringQueueTests : UringQueueSuite
{
    private protected override UringMode Mode => UringMode.Cooperative;
}

public sealed class PlainUringQueueTests : UringQueueSuite
{
    private protected override UringMode Mode => UringMode.Plain;
}
