using AoEde.Native.Packet;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Native.Tests.Packet;

public sealed class RingGeometryTests
{
    [Theory]
    [InlineData(1500, 2048, 65536)]
    [InlineData(1572, 4096, 65536)]
    [InlineData(9000, 12288, 65536)]
    [InlineData(65535, 69632, 262144)]
    public void For_Mtu_CutsTheExpectedFrames(int mtu, int frameBytes, int blockBytes)
    {
        var geometry = RingGeometry.For(FrameLayout.SlotBytes(mtu), 256);

        geometry.FrameBytes.ShouldBe(frameBytes);
        geometry.BlockBytes.ShouldBe(blockBytes);
    }

    [Fact]
    public void For_AnyMtu_HoldsWholeAlignedFramesThatDoNotOverlap()
    {
        var cases = Gen.Choose(68, 65535).Zip(Gen.Choose(1, 2048)).ToArbitrary();
        Prop.ForAll(cases, pair =>
        {
            var slotBytes = FrameLayout.SlotBytes(pair.Item1);
            var geometry = RingGeometry.For(slotBytes, pair.Item2);
            geometry.Frames.ShouldBeGreaterThanOrEqualTo(pair.Item2);
            geometry.FrameBytes.ShouldBeGreaterThanOrEqualTo(slotBytes);
            (geometry.BlockBytes % 4096).ShouldBe(0);
            var end = 0L;
            for (var slot = 0; slot < geometry.Frames; slot++)
            {
                var start = geometry.OffsetOf(slot);
                (start % 512).ShouldBe(0);
                start.ShouldBeGreaterThanOrEqualTo(end);
                end = start + geometry.FrameBytes;
                (start / geometry.BlockBytes).ShouldBe((end - 1) / geometry.BlockBytes);
            }

            end.ShouldBeLessThanOrEqualTo(geometry.Bytes);
        }).QuickCheckThrowOnFailure();
    }
}
