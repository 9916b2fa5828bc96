namespace AoEde.Native.Files;

/// <summary>
/// The pages of a file as memory of this process, for system calls to take data out of: one copy instead of two, and no call to read.
/// Nothing here may touch that memory itself, and nobody gets more of it than an address. A page that cannot be had (the file shrank, the disk
/// failed) ends a process that touches it by SIGBUS; a system call given its address only returns EFAULT.
/// </summary>
/// <remarks>
/// Touching a page of a file in memory that was never written would make one, and a file of holes would grow to its full size by being
/// read. So a piece of <see cref="PieceBytes"/> is given away only after all its pages were seen there, once; they stay, unless they are
/// swapped out, or thrown away by somebody who punches holes.
/// </remarks>
public sealed unsafe class FileMapping : IDisposable
{
    /// <summary>What is looked at together, in bytes.</summary>
    public const int PieceBytes = 2 << 20;

    private const int PageBytes = 4096;
    private const int PagesPerPiece = PieceBytes / PageBytes;
    private const byte Whole = byte.MaxValue;

    // Asks to let pass after a piece was seen to have holes: looking costs as much as some dozens of reads.
    private const byte Pause = Whole - 1;

    private readonly MappedMemory _memory;
    private readonly long _bytes;

    // Of each piece: Whole, or how many asks to let pass before it is looked at again.
    private readonly byte[] _pieces;

    private FileMapping(MappedMemory memory, long bytes)
    {
        _memory = memory;
        _bytes = bytes;
        _pieces = new byte[(bytes + PieceBytes - 1) / PieceBytes];
    }

    /// <summary>Maps a file as long as it is now, for reading.</summary>
    /// <param name="file">A file in memory (<see cref="BlockFile.IsInMemory"/>).</param>
    /// <returns>Null when the kernel refuses, for instance because the process may have no more address space: nothing needs the mapping.</returns>
    /// <exception cref="ArgumentException">The file is not in memory: its pages come and go, and whoever waits for one waits for a disk.</exception>
    public static FileMapping? TryOpen(BlockFile file)
    {
        if (!file.IsInMemory)
            throw new ArgumentException($"{file.Path} is not in memory.", nameof(file));
        try
        {
            return new FileMapping(
                new MappedMemory(file.SizeBytes, LibC.PROT_READ, LibC.MAP_SHARED, file.Descriptor, 0, $"mmap {file.Path}"), file.SizeBytes);
        }
        catch (NativeException)
        {
            return null;
        }
    }

    /// <summary>Says where a range of the file is, for a system call.</summary>
    /// <param name="offset">From where in the file, in bytes.</param>
    /// <param name="bytes">How many; at most <see cref="PieceBytes"/>.</param>
    /// <param name="address">Its first byte, valid until <see cref="Dispose"/>.</param>
    /// <returns>False when it lies outside of what was mapped, or when not all of its pages were seen.</returns>
    public bool TryLocate(long offset, int bytes, out nint address) =>
        TryLocateWritten(offset, bytes, out address) && IsWhole(offset / PieceBytes) && IsWhole((offset + bytes - 1) / PieceBytes);

    /// <summary>The same for a range that is known to have been written, and so has all its pages.</summary>
    /// <param name="offset">From where in the file, in bytes.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="address">Its first byte, valid until <see cref="Dispose"/>.</param>
    /// <returns>False when it lies outside of what was mapped.</returns>
    public bool TryLocateWritten(long offset, int bytes, out nint address)
    {
        address = _memory.Region.Address + (nint)offset;
        return offset >= 0 && offset <= _bytes - bytes;
    }

    /// <summary>Unmaps it. A system call that was given an address must have ended.</summary>
    public void Dispose() => _memory.Dispose();

    private bool IsWhole(long piece) => _pieces[piece] == Whole || LooksWhole(piece);

    private bool LooksWhole(long piece)
    {
        if (_pieces[piece] > 0)
        {
            _pieces[piece]--;
            return false;
        }

        long start = piece * PieceBytes;
        int pages = (int)((Math.Min(_bytes - start, PieceBytes) + PageBytes - 1) / PageBytes);
        byte* present = stackalloc byte[PagesPerPiece];
        bool whole = LibC.InCore(_memory.Region.Address + (nint)start, (nuint)pages * PageBytes, present) == 0
            && !new ReadOnlySpan<byte>(present, pages).Contains((byte)0);
        _pieces[piece] = whole ? Whole : Pause;
        return whole;
    }
}
