using AoEde.Native.Files;

namespace AoEde.Engine.Freeze;

/// <summary>The shadow of a frozen target as one lane uses it: its place in the disk queue, and room for a page of its journal.</summary>
/// <param name="slot">The shadow's file, as the lane's disk queue knows it.</param>
internal sealed class LaneShadow(int slot) : IDisposable
{
    private readonly AlignedBuffers _page = new(count: 1, JournalPage.MaximumBytes);

    public int Slot { get; } = slot;

    public nint PageAddress => _page.Address(0);

    public Span<byte> Page => _page.Bytes(0);

    /// <summary>Reads and writes of this lane that are under way in the shadow.</summary>
    public int Operations;

    public void Dispose() => _page.Dispose();
}
