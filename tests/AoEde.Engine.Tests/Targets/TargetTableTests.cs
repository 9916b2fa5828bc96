using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Native.Files;
using AoEde.Protocol;
using AoEde.Testing.Files;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Targets;

/// <summary>Finding a target by its address: the hash table against a look through the list.</summary>
public sealed class TargetTableTests : IDisposable
{
    private readonly TempImage _image = new(8, filled: false);
    private readonly BlockFile _file;

    public TargetTableTests() => _file = BlockFile.Open(_image.Path, new BlockFileOptions { ReadOnly = true });

    public void Dispose()
    {
        _file.Dispose();
        _image.Dispose();
    }

    // Neighbours, as administrators number them, and anything.
    private static Gen<AoeAddress> Address => Gen.OneOf(
        from shelf in Gen.Choose(0, 20) from slot in Gen.Choose(0, 15) select new AoeAddress((ushort)shelf, (byte)slot),
        from shelf in Gen.Choose(0, 0xFFFE) from slot in Gen.Choose(0, 0xFE) select new AoeAddress((ushort)shelf, (byte)slot));

    [Fact]
    public void Find_AnyAddress_IsWhatALookThroughTheListFinds() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 40).SelectMany(n => Address.ArrayOf(n)), Address.ArrayOf(20)).ToArbitrary(), sample =>
        {
            var lanes = sample.Item1.Distinct().Select(Lane).ToArray();
            var table = new TargetTable(lanes);
            foreach (var address in sample.Item1.Concat(sample.Item2))
                table.Find(address).ShouldBe(lanes.SingleOrDefault(l => l.Target.Address == address));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Find_Among256Targets_FindsEachAndNoOther()
    {
        var lanes = Enumerable.Range(0, 256).Select(i => Lane(new AoeAddress((ushort)(i / 16), (byte)(i % 16)))).ToArray();
        var table = new TargetTable(lanes);

        foreach (var lane in lanes)
            table.Find(lane.Target.Address).ShouldBe(lane);
        for (int slot = 16; slot < 255; slot++)
            table.Find(new AoeAddress(3, (byte)slot)).ShouldBeNull();
    }

    [Fact]
    public void Find_InAnEmptyTable_FindsNothing() => TargetTable.Empty.Find(new AoeAddress(0, 0)).ShouldBeNull();

    [Fact]
    public void With_AnotherLane_KeepsTheOldTableAsItWas()
    {
        var one = Lane(new AoeAddress(1, 1));
        var two = Lane(new AoeAddress(1, 2));
        var before = TargetTable.Empty.With(one);
        var after = before.With(two);

        before.Find(two.Target.Address).ShouldBeNull();
        after.Lanes.ShouldBe([one, two], "wildcards are served in the order targets came");
    }

    [Fact]
    public void Without_ATarget_KeepsTheOthers()
    {
        var lanes = Enumerable.Range(0, 20).Select(i => Lane(new AoeAddress(1, (byte)i))).ToArray();
        var table = new TargetTable(lanes).Without(lanes[7].Target);

        table.Find(lanes[7].Target.Address).ShouldBeNull();
        table.Lanes.ShouldBe(lanes.Where(l => l != lanes[7]));
        foreach (var lane in table.Lanes)
            table.Find(lane.Target.Address).ShouldBe(lane);
    }

    private TargetLane Lane(AoeAddress address)
    {
        var options = Sample.Options(_image.Path, shelf: address.Shelf, slot: address.Slot);
        return new TargetLane(new Target(options, _file, 8, new Engine.State.SoftState()), (DiskLine)null!, 0);
    }
}
