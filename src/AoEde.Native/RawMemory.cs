namespace AoEde.Native;

/// <summary>Looks at memory that is only known by address: ring frames and I/O buffers, which outlive every span taken here.</summary>
public static unsafe class RawMemory
{
    /// <summary>The bytes at an address that a ring or a buffer pool handed out.</summary>
    /// <param name="address">First byte.</param>
    /// <param name="bytes">How many.</param>
    public static Span<byte> At(nint address, int bytes) => new((void*)address, bytes);

    /// <summary>Whether two ranges hold the same bytes.</summary>
    /// <param name="one">First byte of the one.</param>
    /// <param name="other">First byte of the other.</param>
    /// <param name="bytes">Length of both.</param>
    public static bool SameBytes(nint one, nint other, int bytes) => At(one, bytes).SequenceEqual(At(other, bytes));
}
