using AoEde.Native;
using AoEde.Native.Files;

namespace AoEde.Engine.Freeze;

/// <summary>
/// Keeps a part of a shadow's file system free. To look is a system call, so each look lasts for an eighth of the room it finds:
/// a shadow may take eight times what it is counted with, where each sector needs a block of its own.
/// </summary>
/// <param name="path">The shadow.</param>
/// <param name="percent">Percent of its file system that stay free.</param>
internal sealed class SpaceReserve(string path, int percent)
{
    private const int Share = 8;
    private long _nextLook;

    /// <summary>Bytes that are available on a file system beyond what is to stay free; less than zero when that has begun to be used.</summary>
    /// <param name="path">A file or folder on it.</param>
    /// <param name="percent">Percent of it that stay free.</param>
    /// <exception cref="NativeException">It cannot be looked at.</exception>
    public static long Room(string path, int percent)
    {
        var space = FileSystemSpace.Of(path);
        return space.AvailableBytes - (space.TotalBytes / 100 * percent);
    }

    /// <summary>Whether nothing more may be taken. Any thread.</summary>
    /// <param name="usedBytes">What the shadow takes.</param>
    public bool IsReached(long usedBytes)
    {
        if (percent == 0 || usedBytes < Volatile.Read(ref _nextLook))
            return false;
        try
        {
            long room = Room(path, percent);
            Volatile.Write(ref _nextLook, usedBytes + (Math.Max(room, 0) / Share));
            return room <= 0;
        }
        catch (NativeException)
        {
            // Whoever writes there next is told what is wrong.
            return false;
        }
    }
}
