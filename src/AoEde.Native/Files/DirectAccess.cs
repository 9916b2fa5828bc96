using static AoEde.Native.Files.FileConstants;

namespace AoEde.Native.Files;

/// <summary>
/// Decides whether O_DIRECT can serve 512-byte sectors, and sets it on an open descriptor. F_SETFL is used instead of a
/// second open: reopening would let go of O_EXCL for a moment.
/// </summary>
internal static unsafe class DirectAccess
{
    private const int SectorBytes = 512;

    /// <summary>Sets O_DIRECT, or returns why not. <paramref name="offsetAlignment"/> is what direct I/O would need.</summary>
    public static string? TryEnable(int descriptor, in FileFacts facts, out int offsetAlignment)
    {
        offsetAlignment = facts.LogicalBlockSize;
        if (facts.LogicalBlockSize > SectorBytes)
            return $"its logical blocks have {facts.LogicalBlockSize} bytes, AoE's sectors {SectorBytes}";

        StatX status;
        if (LibC.StatX(descriptor, "", AT_EMPTY_PATH, STATX_DIOALIGN, &status) == 0
            && (status.Mask & STATX_DIOALIGN) != 0)
        {
            if (status.DirectOffsetAlignment == 0)
                return "the file system has no direct I/O for it";
            offsetAlignment = (int)status.DirectOffsetAlignment;
            if (offsetAlignment > SectorBytes)
                return $"direct I/O needs offsets aligned to {offsetAlignment} bytes, AoE's sectors have {SectorBytes}";
            if (status.DirectMemoryAlignment > SectorBytes)
                return $"direct I/O needs memory aligned to {status.DirectMemoryAlignment} bytes, frames are aligned to {SectorBytes}";
        }

        return Set(descriptor, true) != 0 ? "the file system refuses O_DIRECT" : Probe(descriptor);
    }

    /// <summary>Reads one sector the hard way: statx is silent on kernels before 6.1 and on some file systems.</summary>
    private static string? Probe(int descriptor)
    {
        // Four sectors hold one whole sector on a 512- but not on a 1024-byte boundary: frames in a ring are no better.
        var room = stackalloc byte[4 * SectorBytes];
        var start = ((nint)room + SectorBytes - 1) / SectorBytes * SectorBytes;
        if (start % (2 * SectorBytes) == 0)
            start += SectorBytes;
        if (LibC.PositionedRead(descriptor, (void*)start, SectorBytes, SectorBytes) >= 0)
            return null;
        var errno = System.Runtime.InteropServices.Marshal.GetLastPInvokeError();
        if (errno != Errno.EINVAL)
            return null; // A bad sector or a dead path is no statement about alignment; the first real read reports it.
        _ = Set(descriptor, false);
        return $"a direct read of {SectorBytes} bytes was refused";
    }

    private static int Set(int descriptor, bool on)
    {
        var flags = LibC.FileControl(descriptor, F_GETFL, 0);
        return flags < 0 ? flags : LibC.FileControl(descriptor, F_SETFL, on ? flags | O_DIRECT : flags & ~O_DIRECT);
    }
}
