using AoEde.Native.Disk;
using AoEde.Native.Events;
using AoEde.Native.Files;

namespace AoEde.Native.Tests.Disk;

public sealed class CachedWriteQueueTests : DiskQueueSuite, IDisposable
{
    private readonly EventFd _wake = new();

    protected override bool IsDirect => false;

    protected override EventFd Wake => _wake;

    [SkippableFact]
    public void Writes_BeforeSubmit_AreNotBegun()
    {
        using var fixture = OpenOnDisk();
        fixture.Queue.TryWrite(fixture.Slot, fixture.Registered.Address(0), Sector, 0, 1).ShouldBeTrue();

        fixture.Queue.Outstanding.ShouldBe(1);
        fixture.Queue.WaitsForThread.ShouldBeFalse("it is to be submitted first");
        fixture.Queue.Submit().ShouldBe(1);
        fixture.Queue.WaitsForThread.ShouldBeTrue();
        fixture.Await(1).ShouldBe([new DiskCompletion(1, Sector)]);
        fixture.Queue.WaitsForThread.ShouldBeFalse();
    }

    [SkippableFact]
    public void Writes_OfOneFile_CompleteInTheirOrder()
    {
        using var fixture = OpenOnDisk();
        for (var i = 0; i < QueueFixture.Depth; i++)
            fixture.Queue.TryWrite(fixture.Slot, fixture.Registered.Address(i), Sector, (QueueFixture.Depth - i) * Sector, (ulong)i);

        fixture.Await(QueueFixture.Depth).Select(done => done.Token).ShouldBe(Enumerable.Range(0, QueueFixture.Depth).Select(i => (ulong)i));
    }

    [SkippableFact]
    public void Writes_OneAtATime_NeverSleepThroughACompletion()
    {
        using var fixture = OpenOnDisk();
        for (var i = 0; i < 20_000; i++)
        {
            fixture.Queue.TryWrite(fixture.Slot, fixture.Registered.Address(0), Sector, i % 8 * Sector, (ulong)i);
            fixture.Drain(1);
        }

        fixture.Queue.Outstanding.ShouldBe(0);
    }

    [SkippableFact]
    public void Writes_ToManyFilesWithLittleRoom_AllComeBack()
    {
        using var fixture = OpenOnDisk();
        int[] slots = [fixture.Slot, .. Enumerable.Range(0, 7).Select(_ => fixture.Queue.Attach(fixture.File))];
        var one = new DiskCompletion[1];
        var open = new HashSet<ulong>();
        for (var i = 0; i < 5_000 || open.Count > 0;)
        {
            for (; i < 5_000 && open.Count < 32; i++)
            {
                fixture.Queue.TryWrite(slots[i % slots.Length], fixture.Registered.Address(i % 32), Sector, i % 32 * Sector, (ulong)i).ShouldBeTrue();
                open.Add((ulong)i);
            }

            fixture.Queue.Submit();
            if (fixture.Queue.Reap(one) == 1)
                open.Remove(one[0].Token).ShouldBeTrue();
            else
                fixture.Wakes().ShouldBeTrue($"{open.Count} writes are under way");
        }

        fixture.Queue.HasReady.ShouldBeFalse();
    }

    [SkippableFact]
    public void Writes_OfAFileThatHangs_HoldUpNoOther()
    {
        ManualResetEventSlim[] disks = [new(), new(initialState: true), new(), new()];
        var started = 0;
        Thread Start(ThreadStart run)
        {
            var disk = disks[started++];
            var thread = new Thread(() =>
            {
                disk.Wait();
                run();
            });
            thread.Start();
            return thread;
        }

        using var fixture = OpenOnDisk(Start);
        int[] slots = [fixture.Slot, .. Enumerable.Range(0, 3).Select(_ => fixture.Queue.Attach(fixture.File))];
        void Write(int file) => fixture.Queue.TryWrite(slots[file], fixture.Registered.Address(0), Sector, file * Sector, (ulong)file).ShouldBeTrue();

        // The one in the middle is done first, so that the next look begins with the last, which hangs.
        Write(0);
        Write(1);
        Write(2);
        fixture.Await(1).ShouldBe([new(1, Sector)]);
        Write(3);
        fixture.Queue.Submit();
        disks[0].Set();
        disks[2].Set();
        Thread.Sleep(200);

        try
        {
            fixture.Await(2).ShouldBe([new(0, Sector), new(2, Sector)], ignoreOrder: true);
        }
        finally
        {
            disks[3].Set();
        }

        fixture.Await(1).ShouldBe([new(3, Sector)]);
    }

    [SkippableFact]
    public void Reap_WithLittleRoomAndManyWritesDone_BringsOtherOperationsToo()
    {
        using var fixture = OpenOnDisk();
        const ulong Read = 1000;
        for (var i = 0; i < 32; i++)
            fixture.Queue.TryWrite(fixture.Slot, fixture.Registered.Address(i), Sector, i * Sector, (ulong)i);
        fixture.Queue.TryRead(fixture.Slot, fixture.Unregistered.Address(0), Sector, 0, Read);
        fixture.Queue.Submit();
        Thread.Sleep(200);

        var one = new DiskCompletion[1];
        var order = new List<ulong>();
        while (fixture.Queue.Reap(one) > 0)
            order.Add(one[0].Token);

        order.Count.ShouldBe(33);
        order.IndexOf(Read).ShouldBeLessThan(2);
    }

    [SkippableFact]
    public void Writes_ThatNoThreadCanBeHadFor_AreDoneByTheInnerQueue()
    {
        using var fixture = OpenOnDisk(_ => null);
        fixture.Registered.Bytes(0).Fill(0x5A);
        fixture.Queue.TryWrite(fixture.Slot, fixture.Registered.Address(0), Sector, 0, 1).ShouldBeTrue();
        fixture.Queue.TryWriteParts(fixture.Slot, [new(fixture.Registered.Address(0), Sector), new(fixture.Registered.Address(0), Sector)], Sector, 2).ShouldBeTrue();

        fixture.Await(2).ShouldBe([new(1, Sector), new(2, 2 * Sector)], ignoreOrder: true);

        fixture.Stored().AsSpan(0, 3 * Sector).IndexOfAnyExcept((byte)0x5A).ShouldBe(-1);
        fixture.Queue.Detach(fixture.Slot);
        fixture.File.Dispose();
        Should.NotThrow(() => BlockFile.Open(fixture.FilePath, new BlockFileOptions()).Dispose(), "its lock is given back");
    }

    [SkippableFact]
    public void Write_ThatTheFileSystemRefuses_CompletesWithItsErrorAlone()
    {
        using var fixture = OpenOnDisk();

        // No file may be as long as that.
        const long End = long.MaxValue;
        fixture.Queue.TryWrite(fixture.Slot, fixture.Registered.Address(0), Sector, End - Sector, 1);
        fixture.Queue.TryWrite(fixture.Slot, fixture.Registered.Address(0), Sector, 0, 2);

        fixture.Await(2).ShouldBe([new DiskCompletion(1, -Errno.EFBIG), new DiskCompletion(2, Sector)], "the next is not touched");
    }

    [SkippableFact]
    public void Write_AcrossAndBeyondTheEndOfADevice_IsShortAndThenFindsNoSpace()
    {
        Files.LoopDevice.SkipUnlessPossible();
        using var backing = Files.TestFile.OfNumberedSectors(16);
        using var loop = new Files.LoopDevice(backing);
        using var device = BlockFile.Open(loop.Path, new BlockFileOptions());
        using var fixture = OpenOnDisk();
        var slot = fixture.Queue.Attach(device);
        fixture.Queue.TryWrite(slot, fixture.Registered.Address(0), 4096, 15 * Sector, 1);
        fixture.Queue.TryWriteParts(slot, [new(fixture.Registered.Address(0), Sector), new(fixture.Registered.Address(1), Sector)], 15 * Sector, 2);
        fixture.Queue.TryWrite(slot, fixture.Registered.Address(0), Sector, 16 * Sector, 3);

        fixture.Await(3).ShouldBe([new(1, Sector), new(2, Sector), new(3, -Errno.ENOSPC)]);
    }

    [SkippableFact]
    public void Detach_WithWritesUnderWay_LetsThemRunOnAndServesTheNextFile()
    {
        using var fixture = OpenOnDisk();
        fixture.Registered.Bytes(0).Fill(0x5A);
        for (var i = 0; i < 64; i++)
            fixture.Queue.TryWrite(fixture.Slot, fixture.Registered.Address(0), 4096, i * 4096L, (ulong)i);
        fixture.Queue.Submit();
        fixture.Queue.Detach(fixture.Slot);
        fixture.File.Dispose();
        using var otherPath = Files.TestFile.OfNumberedSectors(8);
        using var other = BlockFile.Open(otherPath.Path, new BlockFileOptions());
        fixture.Queue.Attach(other).ShouldBe(fixture.Slot);
        fixture.Queue.TryWrite(fixture.Slot, fixture.Registered.Address(0), Sector, 0, 99);

        fixture.Await(65).ShouldAllBe(done => done.Result == (done.Token == 99 ? Sector : 4096));

        fixture.Stored().AsSpan(0, 64 * 4096).IndexOfAnyExcept((byte)0x5A).ShouldBe(-1);
        Files.TestFile.ReadAll(otherPath.Path).AsSpan(0, Sector).IndexOfAnyExcept((byte)0x5A).ShouldBe(-1);
        Should.NotThrow(() => BlockFile.Open(fixture.FilePath, new BlockFileOptions()).Dispose(), "its lock is given back");
    }

    public void Dispose() => _wake.Dispose();

    protected override IDiskQueue OpenQueue(int depth, MemoryRegion buffers) =>
        OpenQueue(depth, buffers, WriterThread.TryStart);

    private QueueFixture OpenOnDisk(Func<ThreadStart, Thread?>? start = null)
    {
        var fixture = new QueueFixture((depth, buffers) => OpenQueue(depth, buffers, start ?? WriterThread.TryStart), IsDirect, _wake);
        if (fixture.File.WritesToCache)
            return fixture;
        fixture.Dispose();
        throw new SkipException("the folder for temporary files is in memory");
    }

    private CachedWriteQueue OpenQueue(int depth, MemoryRegion buffers, Func<ThreadStart, Thread?> start) =>
        new(DiskQueues.Open(DiskEngineKind.Auto, depth, buffers, out _), _wake, start);
}
