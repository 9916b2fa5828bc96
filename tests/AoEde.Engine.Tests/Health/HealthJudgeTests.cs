using AoEde.Engine.Health;
using AoEde.Engine.Tests.Bench;

namespace AoEde.Engine.Tests.Health;

/// <summary>When a target is well, and which of several troubles names the condition.</summary>
public sealed class HealthJudgeTests
{
    private static readonly HealthSample Calm = new() { Device = "/dev/disk/by-id/a" };
    private readonly ManualTime _time = new();
    private readonly HealthJudge _judge;
    private readonly object _ring = new();
    private readonly object _freeze = new();

    public HealthJudgeTests() => _judge = new HealthJudge(_time);

    [Fact]
    public void Target_NotOpen_IsUnknown() => Expect(null, ConditionState.Unknown, "NotServed");

    [Fact]
    public void Target_WithoutTrouble_IsHealthy() => Expect(Calm, ConditionState.True, "NoErrors");

    [Fact]
    public void DeviceErrors_Counted_AreToldForTheWindowAndThenForgotten()
    {
        var failing = Calm with { DeviceErrors = [new Tally("lane", "read (EIO)", 3)] };
        Expect(failing, "IOErrors").Message.ShouldContain("/dev/disk/by-id/a failed within the last 5 minutes: read (EIO).");
        _time.Advance(HealthJudge.Window - TimeSpan.FromSeconds(1));
        Expect(failing, "IOErrors");
        _time.Advance(TimeSpan.FromSeconds(1));

        Expect(failing, ConditionState.True, "NoErrors");
        Expect(failing with { DeviceErrors = [new Tally("lane", "read (EIO)", 4)] }, "IOErrors");
    }

    [Fact]
    public void Message_WhileErrorsGoOn_StaysTheSame()
    {
        var first = Expect(Calm with { DeviceErrors = [new Tally("lane", "write (EIO)", 1)] }, "IOErrors");
        _time.Advance(TimeSpan.FromMinutes(2));

        Expect(Calm with { DeviceErrors = [new Tally("lane", "write (EIO)", 90)] }, "IOErrors").ShouldBe(first);
    }

    [Fact]
    public void DeviceErrors_OfALaneThatWasMadeAnew_AreNews()
    {
        _judge.Judge(Calm with { DeviceErrors = [new Tally("old", "read", 9)] });
        _time.Advance(HealthJudge.Window);
        Expect(Calm with { DeviceErrors = [new Tally("new", "read", 0)] }, ConditionState.True, "NoErrors");

        Expect(Calm with { DeviceErrors = [new Tally("new", "read", 1)] }, "IOErrors");
    }

    [Fact]
    public void RingDrops_FromBeforeTheTargetCame_AreNotItsOwn()
    {
        Expect(Calm with { RingDrops = [new Tally(_ring, "eth1", 1000)] }, ConditionState.True, "NoErrors");

        Expect(Calm with { RingDrops = [new Tally(_ring, "eth1", 1001)] }, "RingDrops").Message.ShouldContain("eth1");
    }

    [Theory, InlineData(799, false, ConditionState.True), InlineData(800, false, ConditionState.False), InlineData(0, true, ConditionState.False)]
    public void Shadow_FromFourFifthsOrWithoutRoom_IsNearFull(long used, bool outOfSpace, ConditionState expected)
    {
        var filling = Calm with { Shadow = new ShadowFill("/s/a.shadow", used, 1000, outOfSpace, ThawsWhenFull: true) };

        Expect(filling, expected, expected == ConditionState.True ? "NoErrors" : "ShadowNearFull");
    }

    [Theory, InlineData(true, "the freeze breaks"), InlineData(false, "writes fail")]
    public void Shadow_NearFull_SaysWhatComesNext(bool thaws, string next) =>
        Expect(Calm with { Shadow = new ShadowFill("/s/a.shadow", 9, 10, false, thaws) }, "ShadowNearFull").Message.ShouldContain(next);

    [Fact]
    public void Merge_WithoutProgressForAMinute_IsStalledUntilItGoesOn()
    {
        Expect(Merging(500), ConditionState.True, "NoErrors");
        _time.Advance(TimeSpan.FromSeconds(59));
        Expect(Merging(500), ConditionState.True, "NoErrors");
        _time.Advance(TimeSpan.FromSeconds(1));
        Expect(Merging(500), "MergeStalled");

        Expect(Merging(499), ConditionState.True, "NoErrors");
    }

    [Fact]
    public void Merge_HeldBackByItsOwnRate_IsGivenTheTimeItNeeds()
    {
        var slow = Merging(500) with { Merge = Merging(500).Merge! with { RateBytes = 64 << 10 } };
        _judge.Judge(slow);
        _time.Advance(TimeSpan.FromSeconds(100));
        Expect(slow, ConditionState.True, "NoErrors");
        _time.Advance(TimeSpan.FromSeconds(100));

        Expect(slow, "MergeStalled");
    }

    [Fact]
    public void Merge_ThatFailed_IsStalledAtOnceAndSaysWhy() =>
        Expect(Merging(500) with { Merge = Merging(500).Merge! with { StalledBecause = "write /d: EIO" } }, "MergeStalled")
            .Message.ShouldContain("write /d: EIO");

    [Fact]
    public void Merge_OfAnotherFreeze_BeginsItsOwnMinute()
    {
        _judge.Judge(Merging(500));
        _time.Advance(TimeSpan.FromSeconds(50));
        var another = Merging(500) with { Merge = Merging(500).Merge! with { Source = new object() } };
        _judge.Judge(another);
        _time.Advance(TimeSpan.FromSeconds(50));

        Expect(another, ConditionState.True, "NoErrors");
    }

    [Fact]
    public void Links_Down_AreNamed() => Expect(Calm with { LinksDown = ["eth1", "eth2"] }, "DegradedLinks").Message.ShouldContain("eth1, eth2");

    [Fact]
    public void Troubles_Several_GiveTheGravestReasonAndEachMessage()
    {
        var bad = Calm with { DeviceErrors = [new Tally("lane", "sync", 1)], LinksDown = ["eth2"] };

        var condition = Expect(bad, "IOErrors");
        condition.Message.ShouldContain("sync");
        condition.Message.ShouldContain("eth2");
    }

    private HealthSample Merging(long remaining) => Calm with { Merge = new MergeProgress(_freeze, "/s/a.shadow", remaining, null, 0) };

    private TargetCondition Expect(HealthSample sample, string reason) => Expect(sample, ConditionState.False, reason);

    private TargetCondition Expect(HealthSample? sample, ConditionState state, string reason)
    {
        var condition = _judge.Judge(sample);
        (condition.Type, condition.State, condition.Reason).ShouldBe(("Healthy", state, reason), condition.Message);
        return condition;
    }
}
