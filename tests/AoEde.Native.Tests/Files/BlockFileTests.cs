using AoEde.Native.Files;

namespace AoEde.Native.Tests.Files;

public sealed class BlockFileTests
{
    private static readonly BlockFileOptions Writable = new();
    private static readonly BlockFileOptions ReadOnly = new() { ReadOnly = true };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(511, 0)]
    [InlineData(512, 512)]
    [InlineData(1_000_000, 999_936)]
    public void SizeBytes_OfRegularFile_IsFlooredToSectors(long length, long expected)
    {
        using var path = new TestFile(length);
        using var file = BlockFile.Open(path.Path, ReadOnly);

        file.SizeBytes.ShouldBe(expected);
        file.IsBlockDevice.ShouldBeFalse();
        file.LogicalBlockSize.ShouldBe(512);
    }

    [Fact]
    public void RefreshSize_AfterGrowth_SeesIt()
    {
        using var path = new TestFile(4096);
        using var file = BlockFile.Open(path.Path, ReadOnly);
        using (var stream = File.OpenWrite(path.Path))
            stream.SetLength(8192);

        file.SizeBytes.ShouldBe(4096);
        file.RefreshSize().ShouldBe(8192);
        file.SizeBytes.ShouldBe(8192);
    }

    [Fact]
    public void Identity_OfLinkedFile_IsThatOfTheFile()
    {
        using var path = new TestFile(512);
        using var other = new TestFile(512);
        var link = path.Path + ".link";
        File.CreateSymbolicLink(link, path.Path);
        try
        {
            using var direct = BlockFile.Open(path.Path, ReadOnly);
            using var linked = BlockFile.Open(link, ReadOnly);
            using var different = BlockFile.Open(other.Path, ReadOnly);

            (linked.DeviceNumber, linked.Inode).ShouldBe((direct.DeviceNumber, direct.Inode));
            different.Inode.ShouldNotBe(direct.Inode);
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Fact]
    public void Open_WritableTwice_IsRefusedUntilClosed()
    {
        using var path = new TestFile(512);
        using (BlockFile.Open(path.Path, Writable))
        {
            var refused = Should.Throw<NativeException>(() => BlockFile.Open(path.Path, Writable));
            refused.Errno.ShouldBe(Errno.EAGAIN);
            refused.Operation.ShouldBe($"lock {path.Path}");
            BlockFile.Open(path.Path, ReadOnly).Dispose();
        }

        BlockFile.Open(path.Path, Writable).Dispose();
    }

    [Theory]
    [InlineData("/dev/null", Errno.ENOTBLK)]
    [InlineData("/tmp", Errno.EISDIR)]
    [InlineData("/nonexistent/disk", Errno.ENOENT)]
    public void Open_OfSomethingElse_IsRefused(string path, int errno)
    {
        var refused = Should.Throw<NativeException>(() => BlockFile.Open(path, ReadOnly));

        refused.Errno.ShouldBe(errno);
        refused.Message.ShouldStartWith($"open {path}: ");
    }

    [Fact]
    public void Open_WithoutDirect_SaysSo()
    {
        using var path = new TestFile(512);
        using var file = BlockFile.Open(path.Path, Writable);

        file.IsDirect.ShouldBeFalse();
        file.DirectRefusal.ShouldBe("not asked for");
    }

    [Fact]
    public void Open_WithDirect_IsDirectOrSaysWhyNot()
    {
        using var path = TestFile.OfNumberedSectors(16);
        using var file = BlockFile.Open(path.Path, new BlockFileOptions { Direct = true });

        (file.DirectRefusal is null).ShouldBe(file.IsDirect);
        using var buffers = new AlignedBuffers(2, 512, 512);
        file.Read(buffers.Address(1), 512, 5 * 512).ShouldBe(512);
        BitConverter.ToInt64(buffers.Bytes(1)).ShouldBe(5);
        if (file.IsDirect)
            Should.Throw<NativeException>(() => file.Read(buffers.Address(0) + 1, 100, 0)).Errno.ShouldBe(Errno.EINVAL);
    }

    [SkippableFact]
    public void Open_DirectInMemory_HasTheShortWaysOfMemoryInstead()
    {
        const string Memory = "/dev/shm";
        Skip.IfNot(Directory.Exists(Memory), $"there is no {Memory}");
        var path = Path.Combine(Memory, $"aoede-t-{Environment.ProcessId}-direct.img");
        File.WriteAllBytes(path, new byte[4096]);
        try
        {
            using var file = BlockFile.Open(path, new BlockFileOptions { Direct = true });
            Skip.IfNot(file.IsInMemory, $"{Memory} is not in memory here");

            file.IsDirect.ShouldBeFalse();
            file.DirectRefusal.ShouldBe("a file in memory has no cache to go past");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [SkippableFact]
    public void Open_WithDirectWhereThereIsNone_FallsBackAndSaysWhy()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "proc is not mounted");
        using var file = BlockFile.Open("/proc/self/maps", new BlockFileOptions { ReadOnly = true, Direct = true });

        file.IsDirect.ShouldBeFalse();
        file.DirectRefusal.ShouldNotBeNullOrEmpty();
        file.Read(new byte[64], 0).ShouldBe(64);
    }

    [Fact]
    public void ReadAndWrite_AcrossTheEnd_AreShortOrGrow()
    {
        using var path = TestFile.OfNumberedSectors(2);
        using var file = BlockFile.Open(path.Path, Writable);
        var bytes = new byte[1024];

        file.Read(bytes, 512).ShouldBe(512);
        file.Read(bytes, 1024).ShouldBe(0);
        file.Write(new byte[] { 1, 2, 3 }, 1022).ShouldBe(3);
        file.Write(new byte[] { 7 }, 0, durable: true).ShouldBe(1);
        file.Sync();
        file.Read(bytes.AsSpan(0, 5), 1020).ShouldBe(5);
        bytes[..5].ShouldBe([0, 0, 1, 2, 3]);
        TestFile.ReadAll(path.Path)[0].ShouldBe((byte)7);
    }

    [Fact]
    public void Write_ToReadOnlyFile_ThrowsNamingIt()
    {
        using var path = new TestFile(512);
        using var file = BlockFile.Open(path.Path, ReadOnly);

        var refused = Should.Throw<NativeException>(() => file.Write(new byte[] { 1 }, 0));

        refused.Errno.ShouldBe(Errno.EBADF);
        refused.Operation.ShouldBe($"write {path.Path}");
    }

    [SkippableFact]
    public void TryReadCached_OfJustWrittenBytes_HasThem()
    {
        using var path = TestFile.OfNumberedSectors(16);
        using var file = BlockFile.Open(path.Path, Writable);
        using var buffers = new AlignedBuffers(1, 4096);
        file.Read(new byte[16 * 512], 0); // Now in the page cache.

        var result = file.TryReadCached(buffers.Address(0), 512, 9 * 512);

        Skip.If(result == -Errno.EOPNOTSUPP, "this file system has no RWF_NOWAIT");
        result.ShouldBe(512);
        BitConverter.ToInt64(buffers.Bytes(0)).ShouldBe(9);
    }

    [SkippableFact]
    public void TryReadCached_OnDirectFile_AlwaysAsksForTheDisk()
    {
        using var path = TestFile.OfNumberedSectors(16);
        using var file = BlockFile.Open(path.Path, new BlockFileOptions { Direct = true });
        Skip.IfNot(file.IsDirect, $"no direct I/O here: {file.DirectRefusal}");
        using var buffers = new AlignedBuffers(1, 4096);

        file.TryReadCached(buffers.Address(0), 512, 0).ShouldBe(-Errno.EAGAIN);
    }

    [Fact]
    public void Dispose_Twice_ClosesOnce()
    {
        using var path = new TestFile(512);
        var file = BlockFile.Open(path.Path, Writable);
        file.Dispose();

        file.Descriptor.ShouldBe(-1);
        Should.NotThrow(file.Dispose);
        Should.Throw<NativeException>(() => file.Read(new byte[1], 0)).Errno.ShouldBe(Errno.EBADF);
    }
}
