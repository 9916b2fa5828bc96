using AoEde.Bench.Load;
using AoEde.Protocol;

namespace AoEde.Bench.Tests.Load;

public sealed class BlockMapTests
{
    private readonly BlockMap _blocks = new(
        [Target(0), Target(1)], new LoadShape { Sectors = 2, Depth = 4, WorkingSectors = 20, Verify = true });

    [Fact]
    public void Blocks_OfTwoTargets_CoverTheWorkingSectorsOfBoth()
    {
        _blocks.Count.ShouldBe(20);
        _blocks.LbaOf(9).ShouldBe(18);
        _blocks.LbaOf(10).ShouldBe(0);
    }

    [Fact]
    public void TakeNext_FollowingOneThatIsStillUnderWay_Waits()
    {
        var taken = Enumerable.Range(0, 10).Select(_ => _blocks.TakeNext(1)).ToList();

        taken.ShouldBe(Enumerable.Range(10, 10));
        _blocks.TakeNext(1).ShouldBe(-1);
        _blocks.Release(10);
        _blocks.TakeNext(1).ShouldBe(10);
    }

    [Fact]
    public void TakeRandom_AsLongAsThereAreAny_GivesEachOnce() =>
        Enumerable.Range(0, 10).Select(_ => _blocks.TakeRandom(0)).ShouldBe(Enumerable.Range(0, 10), ignoreOrder: true);

    [Fact]
    public void IsRight_ForDataOfAnotherBlockTargetOrWrite_IsFalse()
    {
        var right = Stamped(block: 3, version: 2);
        _blocks.Acknowledge(3, 2);

        _blocks.IsKnown(3).ShouldBeTrue();
        _blocks.IsRight(right, 3).ShouldBeTrue();
        _blocks.IsRight(Stamped(block: 4, version: 2), 3).ShouldBeFalse();
        _blocks.IsRight(Stamped(block: 13, version: 2), 3).ShouldBeFalse();
        _blocks.IsRight(Stamped(block: 3, version: 1), 3).ShouldBeFalse();
        right[1000] ^= 1;
        _blocks.IsRight(right, 3).ShouldBeFalse();
    }

    [Fact]
    public void IsKnown_AfterAWriteThatWasNeverAnswered_IsFalseUntilTheNext()
    {
        _blocks.Acknowledge(3, 7);
        _blocks.Doubt(3);

        _blocks.IsKnown(3).ShouldBeFalse();
        _blocks.Acknowledge(3, _blocks.NewVersion(3));
        _blocks.IsKnown(3).ShouldBeTrue();
    }

    private static LoadTarget Target(byte slot) => new(MacAddress.Broadcast, new AoeAddress(9, slot), 4096);

    private byte[] Stamped(int block, uint version)
    {
        var data = new byte[1024];
        _blocks.Stamp(data, block, version);
        return data;
    }
}
