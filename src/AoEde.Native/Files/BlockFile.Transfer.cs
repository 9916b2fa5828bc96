using System.Runtime.InteropServices;
using static AoEde.Native.Files.FileConstants;

namespace AoEde.Native.Files;

/// <summary>Blocking transfers: the page-cache fast path, and the cold path (shadow headers, probes, tests).</summary>
public sealed unsafe partial class BlockFile
{
    /// <summary>Reads what the page cache holds, without waiting for the disk (RWF_NOWAIT).</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="offset">From where in the file.</param>
    /// <returns>Bytes read, perhaps fewer than asked; or -errno: -EAGAIN when the cache lacks them (always for direct I/O),
    /// -EOPNOTSUPP where the file system cannot say.</returns>
    public int TryReadCached(nint buffer, int bytes, long offset)
    {
        if (IsDirect)
            return -Errno.EAGAIN;
        var vector = new IoVector(buffer, bytes);
        // tmpfs does not know the flag, and has nothing to wait for; the call without a vector is the shorter way.
        var result = IsInMemory
            ? LibC.PositionedRead(_descriptor, (void*)buffer, (nuint)bytes, offset)
            : LibC.PositionedReadVector(_descriptor, &vector, 1, offset, RWF_NOWAIT);
        return result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
    }

    /// <summary>Like <see cref="TryReadCached(nint, int, long)"/>, into several places one after another.</summary>
    /// <param name="parts">Where to.</param>
    /// <param name="offset">From where in the file.</param>
    public int TryReadCached(ReadOnlySpan<IoVector> parts, long offset)
    {
        if (IsDirect)
            return -Errno.EAGAIN;
        fixed (IoVector* first = parts)
        {
            var result = LibC.PositionedReadVector(_descriptor, first, parts.Length, offset, IsInMemory ? 0 : RWF_NOWAIT);
            return result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Writes to a file in memory, which waits for nothing.</summary>
    /// <param name="parts">Where from, one after another.</param>
    /// <param name="offset">Where to in the file.</param>
    /// <returns>Bytes written, perhaps fewer than asked; or -errno.</returns>
    public int WriteAtOnce(ReadOnlySpan<IoVector> parts, long offset)
    {
        fixed (IoVector* first = parts)
        {
            var result = LibC.PositionedWriteParts(_descriptor, first, parts.Length, offset);
            return result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Has the kernel begin to read a range into the page cache. May block for metadata or for room in the device's queue,
    /// not for the data. What is cached already is left out.</summary>
    /// <param name="offset">From where in the file, in bytes.</param>
    /// <param name="bytes">How many.</param>
    /// <returns>False where the file system does not read ahead, or direct I/O makes it useless.</returns>
    public bool ReadAhead(long offset, long bytes)
    {
        // One call reads no more than the device's own window, 128 KiB unless an administrator changed it: the rest would be left out silently.
        const long Piece = 128 << 10;
        var possible = !IsDirect;
        for (long done = 0; possible && done < bytes; done += Piece)
            possible = LibC.FileAdvise(_descriptor, offset + done, Math.Min(Piece, bytes - done), POSIX_FADV_WILLNEED) == 0;
        return possible;
    }

    /// <summary>Reads, blocking, until the buffer is full or the file ends.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">From where in the file.</param>
    /// <returns>Bytes read; fewer than asked only at the end of the file.</returns>
    /// <exception cref="NativeException">The read failed.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        fixed (byte* address = buffer)
            return Read((nint)address, buffer.Length, offset);
    }

    /// <summary>Reads, blocking, until the buffer is full or the file ends.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="offset">From where in the file.</param>
    /// <returns>Bytes read; fewer than asked only at the end of the file.</returns>
    /// <exception cref="NativeException">The read failed.</exception>
    public int Read(nint buffer, int bytes, long offset)
    {
        var done = 0;
        while (done < bytes)
        {
            var result = LibC.PositionedRead(_descriptor, (void*)(buffer + done), (nuint)(bytes - done), offset + done);
            if (result == 0)
                break;
            if (result > 0)
                done += (int)result;
            else if (Marshal.GetLastPInvokeError() != Errno.EINTR)
                throw NativeException.Last($"read {Path}");
        }

        return done;
    }

    /// <summary>Writes all bytes, blocking.</summary>
    /// <param name="buffer">Where from.</param>
    /// <param name="offset">Where to in the file.</param>
    /// <param name="durable">Whether to return only when they are on stable storage (RWF_DSYNC).</param>
    /// <returns>Bytes written, always all of them.</returns>
    /// <exception cref="NativeException">The write failed; some bytes may have been written.</exception>
    public int Write(ReadOnlySpan<byte> buffer, long offset, bool durable = false)
    {
        fixed (byte* address = buffer)
            return Write((nint)address, buffer.Length, offset, durable);
    }

    /// <summary>Writes all bytes, blocking.</summary>
    /// <param name="buffer">Where from.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="offset">Where to in the file.</param>
    /// <param name="durable">Whether to return only when they are on stable storage (RWF_DSYNC).</param>
    /// <returns>Bytes written, always all of them.</returns>
    /// <exception cref="NativeException">The write failed; some bytes may have been written.</exception>
    public int Write(nint buffer, int bytes, long offset, bool durable = false)
    {
        var done = 0;
        while (done < bytes)
        {
            var vector = new IoVector(buffer + done, bytes - done);
            var result = LibC.PositionedWriteVector(_descriptor, &vector, 1, offset + done, durable ? RWF_DSYNC : 0);
            if (result > 0)
                done += (int)result;
            else if (result == 0)
                throw new NativeException($"write {Path}", Errno.ENOSPC); // The end of a device; a loop would never end.
            else if (Marshal.GetLastPInvokeError() != Errno.EINTR)
                throw NativeException.Last($"write {Path}");
        }

        return done;
    }

    /// <summary>Returns when everything written so far is on stable storage (fdatasync).</summary>
    /// <exception cref="NativeException">The device lost data; what had been written is in doubt.</exception>
    public void Sync() => NativeException.Check(LibC.DataSync(_descriptor), $"fdatasync {Path}");
}
