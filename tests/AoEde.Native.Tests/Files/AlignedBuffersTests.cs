using AoEde.Native.Files;

namespace AoEde.Native.Tests.Files;

public sealed class AlignedBuffersTests
{
    [Theory]
    [InlineData(1, 1, 4096)]
    [InlineData(7, 700, 512)]
    [InlineData(3, 4096, 65536)]
    [InlineData(5, 9000, 4096)]
    public void Buffers_OfAnyShape_AreAlignedApartAndInsideTheRegion(int count, int bytes, int alignment)
    {
        using var buffers = new AlignedBuffers(count, bytes, alignment);

        for (var i = 0; i < count; i++)
        {
            (buffers.Address(i) % alignment).ShouldBe(0);
            buffers.Bytes(i).Length.ShouldBe(bytes);
            buffers.Bytes(i).IndexOfAnyExcept((byte)0).ShouldBe(-1);
            buffers.Region.Contains(buffers.Address(i), bytes).ShouldBeTrue();
            buffers.Bytes(i).Fill((byte)(i + 1));
        }

        for (var i = 0; i < count; i++)
            buffers.Bytes(i).IndexOfAnyExcept((byte)(i + 1)).ShouldBe(-1, "no buffer overlaps another");
    }

    [Fact]
    public void Address_OutOfRangeOrDisposed_Throws()
    {
        var buffers = new AlignedBuffers(2, 512);
        Should.Throw<ArgumentOutOfRangeException>(() => buffers.Address(2));
        Should.Throw<ArgumentOutOfRangeException>(() => buffers.Address(-1));
        buffers.Dispose();

        Should.Throw<ObjectDisposedException>(() => buffers.Address(0));
        Should.NotThrow(buffers.Dispose);
    }

    [Fact]
    public void Constructor_WithCrookedAlignment_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new AlignedBuffers(1, 512, 1000));
}
