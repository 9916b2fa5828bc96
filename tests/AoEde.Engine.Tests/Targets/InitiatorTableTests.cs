using AoEde.Engine.Initiators;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Targets;

/// <summary>Who is at work on a target: bounded, and forgetting the longest silent first.</summary>
public sealed class InitiatorTableTests
{
    private const int Capacity = 256;
    private readonly InitiatorTable _table = new();

    [Fact]
    public void Active_SeenAtOrAfter_IsTrue()
    {
        _table.Note(Sample.Mac(1), now: 100);

        _table.IsActive(Sample.Mac(1), since: 100).ShouldBeTrue();
        _table.IsActive(Sample.Mac(1), since: 101).ShouldBeFalse();
        _table.IsActive(Sample.Mac(2), since: 0).ShouldBeFalse();
    }

    [Fact]
    public void Note_Again_MovesTheMoment()
    {
        _table.Note(Sample.Mac(1), 100);
        _table.Note(Sample.Mac(2), 150);
        _table.Note(Sample.Mac(1), 200);

        Active(since: 160).ShouldBe([Sample.Mac(1)]);
        Active(since: 0).ShouldBe([Sample.Mac(1), Sample.Mac(2)], ignoreOrder: true);
    }

    [Fact]
    public void Note_ZeroMacFirst_IsAnInitiatorLikeAnyOther()
    {
        _table.Note(new MacAddress(0), 5);

        Active(since: 0).ShouldBe([new MacAddress(0)]);
    }

    [Fact]
    public void Note_MoreThanFit_EvictsTheLongestSilent()
    {
        for (int i = 0; i < Capacity; i++)
            _table.Note(Sample.Mac(i), now: 1000 + i);
        _table.Note(Sample.Mac(0), now: 5000);
        _table.Note(Sample.Mac(9999), now: 5001);

        var active = Active(since: 0);
        active.Count.ShouldBe(Capacity);
        active.ShouldNotContain(Sample.Mac(1), "it was silent the longest");
        active.ShouldContain(Sample.Mac(0));
        active.ShouldContain(Sample.Mac(9999));
    }

    [Fact]
    public void Note_AStormOfMadeUpAddresses_NeverHoldsMoreThanFit()
    {
        for (int i = 0; i < 10 * Capacity; i++)
            _table.Note(Sample.Mac(i), now: i);

        Active(since: 0).ShouldBe(Enumerable.Range(9 * Capacity, Capacity).Select(Sample.Mac), ignoreOrder: true);
    }

    private HashSet<MacAddress> Active(long since)
    {
        var active = new HashSet<MacAddress>();
        _table.CollectActive(since, active);
        return active;
    }
}
