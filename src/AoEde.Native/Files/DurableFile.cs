using System.Runtime.InteropServices;

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

    /// <summary>Makes an empty file that only its owner may read and write.</summary>
    /// <param name="path">Its path, which must be free.</param>
    /// <exception cref="NativeException">EEXIST: it is not.</exception>
    public static void CreateEmpty(string path)
    {
        const uint ownerOnly = 0x180; // rw-------
        using var made = Descriptor.Own(
            LibC.Open(path, LibC.O_RDWR | LibC.O_CLOEXEC | FileConstants.O_CREAT | FileConstants.O_EXCL, ownerOnly), $"create {path}");
    }

    /// <summary>Gives a finished file its name, unless that is taken: whoever finds the name finds the whole file. The folder is synced.</summary>
    /// <param name="from">The file, in the same folder; its content is on the disk already.</param>
    /// <param name="path">Its name from now on.</param>
    /// <exception cref="NativeException">EEXIST: there is a file of that name, and it stays as it is.</exception>
    public static void Publish(string from, string path)
    {
        if (LibC.RenameNew(from, path) < 0)
        {
            // EINVAL: the file system has no such rename. A look before is the best it offers.
            if (Marshal.GetLastPInvokeError() is not (Errno.EINVAL or Errno.ENOSYS))
                throw NativeException.Last($"rename {from} to {path}");
            if (Path.Exists(path))
                throw new NativeException($"rename {from} to {path}", Errno.EEXIST);
            File.Move(from, path);
        }

        SyncFolderOf(path);
    }

    /// <summary>Makes a file's name itself stable: without this, a file that was created and synced may be gone after a power cut.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NativeException">The folder cannot be opened or synced.</exception>
    public static void SyncFolderOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using var descriptor = Descriptor.Own(LibC.Open(folder, LibC.O_RDONLY | LibC.O_CLOEXEC, 0), $"open {folder}");

        // Not fdatasync: it promises what is needed to read a file's data again, and of a folder whose length has not changed ext4 may
        // commit nothing then. A name is made stable by fsync.
        NativeException.Check(LibC.FullSync(descriptor.Number), $"sync {folder}");
    }
}
