using AoEde.Operator.Nodes;

namespace AoEde.Operator.Tests.Nodes;

public sealed class HeartbeatBookTests
{
    private readonly ManualClock _clock = new();
    private readonly HeartbeatBook _book;

    public HeartbeatBookTests() => _book = new(new(), _clock);

    [Fact]
    public void State_OfALeaseSeenForTheFirstTime_IsNotKnownYet()
    {
        _book.See("w1", Objects.Now);

        _book.State("w1").ShouldBe(Heartbeat.Unproven);
        _book.HasLease("w1").ShouldBeTrue();
    }

    [Fact]
    public void State_OfALeaseThatChanges_IsAlive()
    {
        _book.See("w1", Objects.Now);
        _book.See("w1", Objects.Now.AddSeconds(10));

        _book.State("w1").ShouldBe(Heartbeat.Alive);
        _book.Changes().ShouldBe(["w1"]);
        _book.Changes().ShouldBeEmpty();
    }

    [Fact]
    public void State_OfALeaseThatDidNotChangeFor40Seconds_IsStaleUntilItChanges()
    {
        _book.See("w1", Objects.Now);
        _book.See("w1", Objects.Now.AddSeconds(10));
        Hear(39);
        _book.State("w1").ShouldBe(Heartbeat.Alive);

        Hear(1);
        _book.State("w1").ShouldBe(Heartbeat.Stale);
        _book.Changes().ShouldBe(["w1"]);

        _book.See("w1", Objects.Now.AddSeconds(60));
        _book.State("w1").ShouldBe(Heartbeat.Alive);
        _book.Changes().ShouldBe(["w1"]);
    }

    [Fact]
    public void State_WhenTheLeaseIsSeenAgainUnchanged_IsNotProof()
    {
        _book.See("w1", Objects.Now);
        Hear(39);
        _book.See("w1", Objects.Now);
        Hear(2);

        _book.State("w1").ShouldBe(Heartbeat.Stale);
    }

    [Fact]
    public void State_WhileTheServerIsAwayForAMinute_CountsOnlyALittle()
    {
        _book.See("w1", Objects.Now);
        _book.See("w1", Objects.Now.AddSeconds(10));
        _clock.Advance(TimeSpan.FromMinutes(1));
        _book.Hear();

        _book.State("w1").ShouldBe(Heartbeat.Alive);
    }

    [Fact]
    public void State_OfANodeWithoutALease_BecomesStaleOnceItWasAskedFor()
    {
        _book.State("gone").ShouldBe(Heartbeat.Unproven);
        Hear(40);

        _book.State("gone").ShouldBe(Heartbeat.Stale);
        _book.HasLease("gone").ShouldBeFalse();
    }

    [Fact]
    public void State_WhenTheLeaseIsDeleted_AgesOn()
    {
        _book.See("w1", Objects.Now);
        _book.See("w1", Objects.Now.AddSeconds(10));
        _book.Miss("w1");
        _book.State("w1").ShouldBe(Heartbeat.Alive);

        Hear(40);

        _book.State("w1").ShouldBe(Heartbeat.Stale);
    }

    private void Hear(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _book.Hear();
        }
    }
}
