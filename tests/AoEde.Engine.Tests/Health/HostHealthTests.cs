using AoEde.Engine.Tests.Bench;

namespace AoEde.Engine.Tests.Health;

/// <summary>How the host keeps the condition Healthy.</summary>
public sealed class HostHealthTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private const int Unhealthy = 141;

    [Fact]
    public async Task Target_Refused_IsOfUnknownHealth()
    {
        await using var bench = new HostBench();
        await bench.Apply(Sample.Options("/nowhere.img"));

        Healthy(bench).ShouldBe((ConditionState.Unknown, "NotServed"));
    }

    [Fact]
    public async Task Target_OfferedByPattern_IsWellWithoutACable()
    {
        await using var bench = new HostBench();
        await bench.Apply(Sample.Options(bench.Image().Path));

        Healthy(bench).ShouldBe((ConditionState.True, "NoErrors"));
    }

    [Fact]
    public async Task Target_NamingAnInterfaceThatIsNotThere_IsDegraded()
    {
        await using var bench = new HostBench();
        await bench.Apply(Sample.Options(bench.Image().Path) with { Interfaces = ["aoede-none1", "aoede-none*"] });

        Healthy(bench).ShouldBe((ConditionState.False, "DegradedLinks"));
        bench.Status("disk1").Condition("Ready")!.Reason.ShouldBe("NoInterface", "Ready does not look at Healthy");
        bench.Log.Count(Unhealthy).ShouldBe(1);
    }

    [Fact]
    public async Task Changed_WhileNothingHappens_IsNotRaised()
    {
        await using var bench = new HostBench();
        var options = Sample.Options(bench.Image().Path) with { Interfaces = ["aoede-none1"] };
        await bench.Apply(options);
        int raised = 0;
        bench.Host.Changed += (_, _) => Interlocked.Increment(ref raised);
        bench.Time.Advance(Tick * 4);
        await bench.Apply(options);

        raised.ShouldBe(1, "by what the test applied");
    }

    private static (ConditionState State, string Reason) Healthy(HostBench bench)
    {
        var condition = bench.Status("disk1").Condition("Healthy")!;
        return (condition.State, condition.Reason);
    }
}
