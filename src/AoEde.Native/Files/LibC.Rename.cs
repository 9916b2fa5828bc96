using System.Runtime.InteropServices;
using static AoEde.Native.Disk.SystemCallNumbers;

namespace AoEde.Native;

/// <summary>renameat2, which C libraries wrap only lately.</summary>
internal static unsafe partial class LibC
{
    private const int AT_FDCWD = -100;
    private const int RENAME_NOREPLACE = 1;

    /// <summary>Renames, unless something has the new name already (EEXIST).</summary>
    public static int RenameNew(string from, string to)
    {
        var source = Marshal.StringToCoTaskMemUTF8(from);
        var destination = Marshal.StringToCoTaskMemUTF8(to);
        try
        {
            return (int)SystemCall(SYS_renameat2, AT_FDCWD, source, AT_FDCWD, destination, RENAME_NOREPLACE, 0);
        }
        finally
        {
            Marshal.FreeCoTaskMem(source);
            Marshal.FreeCoTaskMem(destination);
        }
    }
}
