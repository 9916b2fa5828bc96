using AoEde.Native.Files;

namespace AoEde.Native.Tests.Files;

/// <summary>Room: on file systems, for files, and names for finished ones.</summary>
public sealed class FileSpaceTests
{
    [Fact]
    public void Of_AFolder_IsWhatTheRuntimeSays()
    {
        string folder = Path.GetTempPath();
        var space = FileSystemSpace.Of(folder);
        var drive = new DriveInfo(folder);
        space.TotalBytes.ShouldBe(drive.TotalSize);
        space.AvailableBytes.ShouldBeInRange(1, space.FreeBytes);
        space.FreeBytes.ShouldBeLessThan(space.TotalBytes);
    }

    [Fact]
    public void Of_Nothing_IsAnError() =>
        Should.Throw<NativeException>(() => FileSystemSpace.Of("/nowhere/at/all")).Errno.ShouldBe(Errno.ENOENT);

    [Fact]
    public void Magic_OfKnownKinds_IsNamed()
    {
        FileSystemMagic.IsMemory(FileSystemSpace.Of("/dev").Magic).ShouldBeTrue();
        FileSystemMagic.IsMemory(FileSystemSpace.Of("/proc").Magic).ShouldBeFalse();
        FileSystemMagic.RemoteName(0x6969).ShouldBe("NFS");
        FileSystemMagic.RemoteName(0xEF53).ShouldBeNull("ext4");
        FileSystemMagic.DenseName(0x4D44).ShouldBe("FAT");
        FileSystemMagic.DenseName(0x5846_5342).ShouldBeNull("XFS");
    }

    [Fact]
    public void SetLength_Longer_MakesAHole()
    {
        using var path = new TestFile(512);
        using var file = BlockFile.Open(path.Path, new BlockFileOptions());
        file.SetLength(64 << 20);
        file.SizeBytes.ShouldBe(64 << 20);
        file.ReadAllocatedBytes().ShouldBeLessThan(1 << 20);
        file.SetLength(512);
        file.SizeBytes.ShouldBe(512);
        Should.Throw<NativeException>(() => file.SetLength(-1)).Errno.ShouldBe(Errno.EINVAL);
    }

    [Fact]
    public void TryAllocate_WhereItIsPossible_TakesRoom()
    {
        using var path = new TestFile(512);
        using var file = BlockFile.Open(path.Path, new BlockFileOptions());
        if (file.TryAllocate(0, 256 << 10))
        {
            file.ReadAllocatedBytes().ShouldBeGreaterThanOrEqualTo(256 << 10);
            file.SizeBytes.ShouldBe(256 << 10);
        }
        else
        {
            file.SizeBytes.ShouldBe(512);
        }

        Should.Throw<NativeException>(() => file.TryAllocate(-1, 512));
    }

    [Fact]
    public void Publish_FreeName_MovesAndTakenName_Keeps()
    {
        using var path = new TestFile(0);
        string draft = path.Path + ".draft";
        string final = path.Path + ".final";
        try
        {
            DurableFile.CreateEmpty(draft);
            Should.Throw<NativeException>(() => DurableFile.CreateEmpty(draft)).Errno.ShouldBe(Errno.EEXIST);
            File.WriteAllText(draft, "one");
            DurableFile.Publish(draft, final);
            File.Exists(draft).ShouldBeFalse();

            File.WriteAllText(draft, "two");
            Should.Throw<NativeException>(() => DurableFile.Publish(draft, final)).Errno.ShouldBe(Errno.EEXIST);
            File.ReadAllText(final).ShouldBe("one");
            File.ReadAllText(draft).ShouldBe("two");
        }
        finally
        {
            File.Delete(draft);
            File.Delete(final);
        }
    }
}
