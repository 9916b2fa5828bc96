namespace AoEde.Native.Files;

/// <summary>Replaces small files so that a crash leaves the old content or the new, never a part.</summary>
public static class DurableFile
{
    /// <summary>Writes beside the file, syncs, renames over it, and syncs the folder. When it returns, the content is on the disk.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="content">The whole new content.</param>
    /// <exception cref="IOException">The file system is full, read-only or gone; the old file is untouched.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        SyncFolderOf(path);
    }

    /// <summary>Makes a file's name itself stable: without this, a file that was created and synced may be gone after a power cut.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NativeException">The folder cannot be opened or synced.</exception>
    public static void SyncFolderOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using var descriptor = Descriptor.Own(LibC.Open(folder, LibC.O_RDONLY | LibC.O_CLOEXEC, 0), $"open {folder}");
        NativeException.Check(LibC.DataSync(descriptor.Number), $"sync {folder}");
    }
}
