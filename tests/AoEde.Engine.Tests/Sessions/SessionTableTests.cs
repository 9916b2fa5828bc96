using AoEde.Engine.Sessions;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Sessions;

/// <summary>Who is at work on a target, and with what negotiated: bounded, and forgetting the longest silent first.</summary>
public sealed class SessionTableTests
{
    private const int Capacity = 256;
    private readonly SessionTable _table = new();

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
    public void List_AfterRequestsAndANegotiation_TellsOfEachInitiator()
    {
        _table.Note(Sample.Mac(1), 100);
        _table.Note(Sample.Mac(1), 150);
        _table.Open(Sample.Mac(2), 200).UseChecksums();

        var list = _table.List("eth1", now: 300).ToArray();
        (list[0].Initiator, list[0].Interface, list[0].Requests, list[0].Idle).ShouldBe((Sample.Mac(1), "eth1", 2L, TimeSpan.FromMilliseconds(150)));
        list[0].Negotiated.ShouldBeEmpty();
        list[1].Negotiated.ShouldBe(["crc8x4"]);
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

    [Fact]
    public void Session_OfOneWhoNeverNegotiated_IsNone()
    {
        _table.Note(Sample.Mac(1), 100).ShouldBeNull();
        _table.Find(Sample.Mac(1)).ShouldBeNull();
        _table.Find(Sample.Mac(2)).ShouldBeNull();
    }

    [Fact]
    public void Open_Again_IsTheSameSessionAndNobodyElses()
    {
        var session = _table.Open(Sample.Mac(1), 100);
        _table.Open(Sample.Mac(2), 101).ShouldNotBeSameAs(session);

        _table.Open(Sample.Mac(1), 102).ShouldBeSameAs(session);
        _table.Note(Sample.Mac(1), 103).ShouldBeSameAs(session);
        _table.Find(Sample.Mac(1)).ShouldBeSameAs(session);
        _table.IsActive(Sample.Mac(1), since: 103).ShouldBeTrue();
    }

    [Fact]
    public void Evict_WhileSomeNegotiatedNothing_TakesTheLongestSilentOfThem()
    {
        for (int i = 0; i < Capacity; i++)
            _table.Open(Sample.Mac(i), now: 1000 + i);
        for (int i = 0; i < Capacity; i++)
        {
            if (i != 7 && i != 9)
                _table.Find(Sample.Mac(i))!.UseChecksums();
        }

        _table.Note(Sample.Mac(9999), 5000);
        Active(since: 0).ShouldNotContain(Sample.Mac(7), "the longest silent of the two with nothing negotiated");
        _table.Note(Sample.Mac(10000), 5001);
        Active(since: 0).ShouldNotContain(Sample.Mac(9));
        _table.Find(Sample.Mac(0))!.HasChecksums.ShouldBeTrue("silent for longer, but it would notice");
    }

    [Fact]
    public void Evict_WhereAllNegotiated_TakesTheLongestSilentAndGivesItsWindowBack()
    {
        var windows = new TagWindowPool(most: Capacity);
        for (int i = 0; i < Capacity; i++)
            _table.Open(Sample.Mac(i), now: 1000 + i).TryTrackTags(TagMode.BigEndian, windows).ShouldBeTrue();
        windows.TryTake(out _).ShouldBeFalse();
        var evicted = _table.Find(Sample.Mac(0))!;
        var ticket = evicted.Begin(5);

        var newcomer = _table.Open(Sample.Mac(9999), 5000);
        _table.Find(Sample.Mac(0)).ShouldBeNull();
        newcomer.HasState.ShouldBeFalse();
        newcomer.TryTrackTags(TagMode.BigEndian, windows).ShouldBeTrue("the evicted one's window is free");
        ticket.Settle(succeeded: true);
        newcomer.Look(5).ShouldBe(TagState.New, "the old session's write has no part in the new one's history");
    }

    [Fact]
    public void EndAll_OfATargetThatLeaves_GivesItsWindowsBack()
    {
        var windows = new TagWindowPool(most: 1);
        _table.Open(Sample.Mac(1), 1).TryTrackTags(TagMode.LittleEndian, windows).ShouldBeTrue();
        _table.EndAll();

        windows.TryTake(out _).ShouldBeTrue();
    }

    private HashSet<MacAddress> Active(long since)
    {
        var active = new HashSet<MacAddress>();
        _table.CollectActive(since, active);
        return active;
    }
}
