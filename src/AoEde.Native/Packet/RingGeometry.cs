namespace AoEde.Native.Packet;

/// <summary>How a ring is cut: frames of equal size, whole in physically contiguous blocks.</summary>
internal readonly record struct RingGeometry(int FrameBytes, int FramesPerBlock, int BlockBytes, int Blocks)
{
    private const int PageBytes = 4096;

    // Order-4 allocations succeed on a machine that has run for months; larger ones only where a frame needs it.
    private const int UsualBlockBytes = 64 * 1024;

    // Beyond this, padding at the end of a block is cheaper than an allocation of a higher order.
    private const int LargestBlockBytes = 256 * 1024;

    private const int FewFrames = 5;

    public int Frames => FramesPerBlock * Blocks;

    public long Bytes => (long)BlockBytes * Blocks;

    /// <summary>The shape for frames of at least some size.</summary>
    /// <param name="slotBytes">What a frame must hold.</param>
    /// <param name="frames">How many at least; rounded up to whole blocks.</param>
    public static RingGeometry For(int slotBytes, int frames)
    {
        var frameBytes = slotBytes <= 2048 ? 2048 : RoundUp(slotBytes, PageBytes);
        var blockBytes = UsualBlockBytes;
        while (blockBytes < frameBytes || IsWasteful(blockBytes, frameBytes))
            blockBytes *= 2;
        var perBlock = blockBytes / frameBytes;
        return new RingGeometry(frameBytes, perBlock, blockBytes, RoundUp(frames, perBlock) / perBlock);
    }

    public long OffsetOf(int slot) => (long)(slot / FramesPerBlock) * BlockBytes + slot % FramesPerBlock * FrameBytes;

    private static bool IsWasteful(int blockBytes, int frameBytes) =>
        blockBytes % frameBytes != 0 && blockBytes / frameBytes < FewFrames && blockBytes < LargestBlockBytes;

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}
