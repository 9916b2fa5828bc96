using AoEde.Native;
using AoEde.Native.Files;

namespace AoEde.Engine.Freeze;

/// <summary>
/// Makes a shadow file under a name of its own and gives it the real one when it is finished and stable: whoever finds the name
/// finds a whole header. A crash in between leaves a small file <c>NAME.ID.new</c> that nobody looks at again.
/// </summary>
internal static class ShadowMaker
{
    /// <summary>Makes the file; closed when it returns, and stable with its name.</summary>
    /// <param name="path">Its name, which must be free.</param>
    /// <param name="header">Its first header.</param>
    /// <param name="wrap">Makes the seam from the open file.</param>
    /// <exception cref="FreezeException">It could not be made, and nothing is left of it.</exception>
    public static void Make(string path, ShadowHeader header, Func<BlockFile, IShadowIo> wrap)
    {
        string draft = $"{path}.{header.ShadowId:N}.new";
        bool made = false;
        try
        {
            ShadowPlace.Require(path, header.Backing);

            DurableFile.CreateEmpty(draft);
            made = true;
            using var io = wrap(BlockFile.Open(draft, new BlockFileOptions()));
            Fill(path, header, io);
            io.Publish(path);
            made = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ShadowPlace.Refused(path, $"cannot be made: {e.Message}", RemedyFor(e), e);
        }
        finally
        {
            if (made)
                File.Delete(draft);
        }
    }

    private static void Fill(string path, ShadowHeader header, IShadowIo io)
    {
        io.SetLength(ShadowLayout.DataOffset);
        if (io.File.ReadAllocatedBytes() >= ShadowLayout.DataOffset)
            throw ShadowPlace.Refused(path, "would be on a file system without sparse files", "Name a folder on ext4, XFS or btrfs.");
        io.SetLength(ShadowLayout.JournalOffset(header.BaseSectors));

        // Ending a freeze writes the header, and must work on a file system that the shadow has filled.
        const int both = ShadowLayout.Slots * ShadowLayout.SlotBytes;
        io.TryAllocate(both);
        io.Write(new byte[both], 0);
        new HeaderSlots(io).Store(header);
    }

    private static string RemedyFor(Exception e) => e switch
    {
        NativeException { Errno: Errno.EFBIG } => "A shadow is as long as its target: its file system must have files of that length (XFS has).",
        NativeException { Errno: Errno.ENOSPC } => "Make room there, or name another place.",
        NativeException { Errno: Errno.EEXIST } => "Move it away, or name another place.",
        _ => "Name another place, or mend this one.",
    };
}
