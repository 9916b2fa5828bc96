using AoEde.Native.Disk;
using AoEde.Native.Files;

namespace AoEde.Native.Tests.Disk;

public sealed class MemoryFileQueueTests : IDisposable
{
    private const int Sector = 512;
    private const string Memory = "/dev/shm";
    private readonly string _path = Path.Combine(Memory, $"aoede-t-{Environment.ProcessId}-{Guid.NewGuid():N}");
    private readonly AlignedBuffers _buffers = new(4, 4096, Sector);
    private readonly DiskCompletion[] _done = new DiskCompletion[8];

    [SkippableFact]
    public void Operations_OnAFileInMemory_AreDoneWhenTheyAreQueued()
    {
        using var queue = Open(out var file, out var slot);
        using var _ = file;
        _buffers.Bytes(0).Fill(7);
        queue.TryWriteParts(slot, [new(_buffers.Address(0), 1024), new(_buffers.Address(0), Sector)], Sector, 1).ShouldBeTrue();
        queue.TryRead(slot, _buffers.Address(1), 4096, 0, 2).ShouldBeTrue();
        queue.TrySync(slot, 3).ShouldBeTrue();

        queue.HasReady.ShouldBeTrue();
        queue.Outstanding.ShouldBe(3);
        queue.Reap(_done).ShouldBe(3);

        _done[..3].ShouldBe([new(1, 1536), new(2, 4096), new(3, 0)]);
        _buffers.Bytes(1)[..Sector].IndexOfAnyExcept((byte)0).ShouldBe(-1);
        _buffers.Bytes(1)[Sector..2048].IndexOfAnyExcept((byte)7).ShouldBe(-1);
        queue.HasReady.ShouldBeFalse();
        queue.Outstanding.ShouldBe(0);
    }

    [SkippableFact]
    public void Operations_AfterTheFileWasClosed_StillReachIt()
    {
        using var queue = Open(out var file, out var slot);
        file.Dispose();
        queue.TryWrite(slot, _buffers.Address(0), Sector, 0, 1).ShouldBeTrue();

        queue.Reap(_done).ShouldBe(1);

        _done[0].ShouldBe(new DiskCompletion(1, Sector));
    }

    [SkippableFact]
    public void Detach_OfTheLastSlot_GivesTheLockBack()
    {
        using var queue = Open(out var file, out var slot);
        file.Dispose();
        queue.Detach(slot);

        Should.NotThrow(() => BlockFile.Open(_path, new BlockFileOptions()).Dispose());
    }

    [SkippableFact]
    public void Operations_OnBothKinds_ShareTheDepth()
    {
        using var queue = Open(out var file, out var slot);
        using var _ = file;
        using var diskPath = Files.TestFile.OfNumberedSectors(16);
        using var disk = BlockFile.Open(diskPath.Path, new BlockFileOptions());
        Skip.If(disk.IsInMemory, "the folder for temporary files is in memory");
        var onDisk = queue.Attach(disk);
        queue.TryRead(onDisk, _buffers.Address(0), Sector, 5 * Sector, 1).ShouldBeTrue();
        for (var i = 1; i < queue.Depth; i++)
            queue.TryRead(slot, _buffers.Address(1), Sector, 0, 2).ShouldBeTrue();

        queue.TryRead(slot, _buffers.Address(1), Sector, 0, 3).ShouldBeFalse();
        queue.TryRead(onDisk, _buffers.Address(1), Sector, 0, 3).ShouldBeFalse();
        queue.TrySync(slot, 3).ShouldBeFalse();
        queue.Submit();
        var reaped = 0;
        while (reaped < queue.Depth)
            reaped += queue.Reap(_done.AsSpan(0, 2));
        BitConverter.ToInt64(_buffers.Bytes(0)).ShouldBe(5);
        queue.Outstanding.ShouldBe(0);
    }

    [SkippableFact]
    public void TryReadCached_OfAFileInMemory_BringsItAll()
    {
        using var queue = Open(out var file, out _);
        using var __ = file;

        file.TryReadCached(_buffers.Address(0), 4096, 0).ShouldBe(4096);
    }

    public void Dispose()
    {
        _buffers.Dispose();
        File.Delete(_path);
    }

    private MemoryFileQueue Open(out BlockFile file, out int slot)
    {
        Skip.IfNot(Directory.Exists(Memory), $"there is no {Memory}");
        File.WriteAllBytes(_path, new byte[16 * Sector]);
        file = BlockFile.Open(_path, new BlockFileOptions());
        Skip.IfNot(file.IsInMemory, $"{Memory} is not in memory here");
        var queue = new MemoryFileQueue(new AioQueue(8));
        slot = queue.Attach(file);
        return queue;
    }
}
