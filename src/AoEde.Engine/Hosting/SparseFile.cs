using AoEde.Native.Files;

namespace AoEde.Engine.Hosting;

/// <summary>Makes the image of a target that asks for one. Never touches a file that exists.</summary>
internal static class SparseFile
{
    public static void CreateIfAbsent(BackingOptions backing)
    {
        if (backing.CreateBytes is not { } bytes || File.Exists(backing.Path))
            return;

        // CreateNew: whoever else makes it in the same moment wins, and its content stays.
        using (var file = new FileStream(backing.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            file.SetLength(bytes);
            file.Flush(flushToDisk: true);
        }

        // Writes into the file will be acknowledged as stable, so its name has to be.
        DurableFile.SyncFolderOf(backing.Path);
    }
}
