using AoEde.Engine.Disk;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Disk;

/// <summary>The filter may say "maybe" too often, and never "no" of what it holds.</summary>
public sealed class OverlapFilterTests
{
    private const ulong LastSector = (1UL << 48) - 1;
    private const int Region = 256;

    private static Gen<(ulong Lba, int Sectors)> Range =>
        from high in Gen.Choose(0, (1 << 20) - 1)
        from low in Gen.Choose(0, (1 << 28) - 1)
        from near in Gen.Choose(0, 2)
        from sectors in Gen.Choose(1, 255)
        select (Start(high, low, near, sectors), sectors);

    [Fact]
    public void Filter_AnyRangesHeld_AnswersMaybeForEverySectorOfThem() =>
        Prop.ForAll(Gen.Choose(1, 40).SelectMany(n => Range.ArrayOf(n)).ToArbitrary(), ranges =>
        {
            var filter = new OverlapFilter();
            foreach (var (lba, sectors) in ranges)
                filter.Add(lba, sectors);
            foreach (var (lba, sectors) in ranges)
            {
                for (int i = 0; i < sectors; i++)
                    filter.MayHold(lba + (ulong)i, 1).ShouldBeTrue();
                filter.MayHold(lba, sectors).ShouldBeTrue();
                filter.MayHold(lba - Math.Min(lba, 254), 255).ShouldBeTrue("a request that ends in it");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Filter_EverythingTakenOutAgain_HoldsNothing() =>
        Prop.ForAll(Gen.Choose(1, 40).SelectMany(n => Range.ArrayOf(n)).ToArbitrary(), ranges =>
        {
            var filter = new OverlapFilter();
            foreach (var (lba, sectors) in ranges)
                filter.Add(lba, sectors);
            foreach (var (lba, sectors) in ranges.Reverse())
                filter.Remove(lba, sectors);
            foreach (var (lba, sectors) in ranges)
                filter.MayHold(lba, sectors).ShouldBeFalse();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Filter_OneOfTwoTakenOut_StillHoldsTheOther()
    {
        var filter = new OverlapFilter();
        filter.Add(1000, 8);
        filter.Add(1000, 8);
        filter.Remove(1000, 8);

        filter.MayHold(1000, 1).ShouldBeTrue();
    }

    [Fact]
    public void Filter_RequestOverARegionsEnd_IsHeldOnBothSides()
    {
        var filter = new OverlapFilter();
        filter.Add(Region - 1, 2);

        filter.MayHold(Region - 1, 1).ShouldBeTrue();
        filter.MayHold(Region, 1).ShouldBeTrue();
        filter.Remove(Region - 1, 2);
        filter.MayHold(Region - 1, 2).ShouldBeFalse();
    }

    [Fact]
    public void Filter_LastSectorOf48Bits_IsHeld()
    {
        var filter = new OverlapFilter();
        filter.Add(LastSector, 1);

        filter.MayHold(LastSector, 1).ShouldBeTrue();
        filter.MayHold(0, 255).ShouldBeFalse("sector 0 is far away");
    }

    // A third anywhere, a third just before a region's end, a third at the end of the address space.
    private static ulong Start(int high, int low, int near, int sectors)
    {
        ulong any = ((ulong)high << 28) | (uint)low;
        return near switch
        {
            0 => Math.Min(any, LastSector - (ulong)sectors + 1),
            1 => ((any >> 9) << 8) + Region - (ulong)Math.Min(sectors, 3),
            _ => LastSector - (ulong)sectors + 1,
        };
    }
}
