namespace AoEde.Native.Tests;

public sealed class MemoryRegionTests
{
    [Theory]
    [InlineData(100, 50, true)]
    [InlineData(149, 1, true)]
    [InlineData(150, 0, true)]
    [InlineData(149, 2, false)]
    [InlineData(99, 1, false)]
    [InlineData(100, -1, false)]
    [InlineData(100, long.MaxValue, false)]
    public void Contains_Range_OnlyIfWholeInside(int address, long bytes, bool inside) =>
        new MemoryRegion(100, 50).Contains(address, bytes).ShouldBe(inside);
}
