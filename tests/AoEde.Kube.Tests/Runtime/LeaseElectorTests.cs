using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Kube.Tests.Runtime;

public sealed class LeaseElectorTests
{
    [Fact]
    public async Task TwoCandidates_WithAServer_HaveOneLeader()
    {
        await using var bench = await LedByTheFirstAsync();

        await bench.AdvanceAsync(TimeSpan.FromMinutes(2));

        bench.Leaders.ShouldBe(1);
        bench[0].Terms.ShouldBe(1);
        bench.Lease.Spec.LeaseTransitions.ShouldBe(0);
        bench[1].Elector.Leader.ShouldBe(bench[0].Elector.Identity);
        bench[0].Elector.LeadershipToken.IsCancellationRequested.ShouldBeFalse();
        bench[1].Elector.LeadershipToken.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task Leader_ThatStops_GivesTheLeaseBack()
    {
        await using var bench = await LedByTheFirstAsync();

        await bench.StopAsync(0);
        bench.Lease.Spec.HolderIdentity.ShouldBe("");
        await bench.AdvanceUntilAsync(() => bench[1].Elector.IsLeader, TimeSpan.FromSeconds(4));

        bench.Lease.Spec.LeaseTransitions.ShouldBe(1);
        bench.Overlaps.ShouldBe(0);
    }

    [Fact]
    public async Task Leader_CutOffForAMoment_StaysLeader()
    {
        await using var bench = await LedByTheFirstAsync();

        // Begun just after a renewal, this is over before the last try within the deadline.
        bench[0].IsCut = true;
        await bench.AdvanceAsync(TimeSpan.FromSeconds(5));
        bench[0].IsCut = false;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(1));

        bench[0].Elector.IsLeader.ShouldBeTrue();
        bench[0].Terms.ShouldBe(1);
    }

    [Fact]
    public async Task Leader_CutOffForLong_EndsItsWorkBeforeTheOtherBegins()
    {
        await using var bench = await LedByTheFirstAsync();

        bench[0].IsCut = true;
        await bench.AdvanceUntilAsync(() => bench[1].Elector.IsLeader, TimeSpan.FromSeconds(30));

        bench[0].IsWorking.ShouldBeFalse();
        bench.Overlaps.ShouldBe(0);
        bench[0].IsCut = false;
        await bench.AdvanceAsync(TimeSpan.FromSeconds(30));
        bench[0].Elector.IsLeader.ShouldBeFalse("the other renews");
        bench.Lease.Spec.LeaseTransitions.ShouldBe(1);
    }

    [Fact]
    public async Task LateComer_SeeingALiveLease_WaitsForItsFullTime()
    {
        await using var bench = await LedByTheFirstAsync();
        await bench.StopAsync(1);
        bench[0].IsCut = true;
        await bench.AdvanceAsync(TimeSpan.FromSeconds(14));

        // It cannot know how old the lease is: clocks are not compared.
        bench.Start(1);
        await bench.AdvanceUntilAsync(() => bench[1].Elector.Leader is not null, TimeSpan.FromSeconds(5));
        await bench.AdvanceAsync(TimeSpan.FromSeconds(10));
        bench[1].Elector.IsLeader.ShouldBeFalse();
        await bench.AdvanceUntilAsync(() => bench[1].Elector.IsLeader, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void AnyHistory_OfCutsAndStops_NeverHasTwoLeaders() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(40),
        Prop.ForAll(Acts.ArrayOf(20).ToArbitrary(), history => Task.Run(() => PlayAsync(history)).Result));

    private static Gen<(int Act, int Candidate, int Seconds)> Acts =>
        from act in Gen.Choose(0, 6) from candidate in Gen.Choose(0, 2) from seconds in Gen.Choose(1, 30) select (act, candidate, seconds);

    private static async Task<bool> PlayAsync((int Act, int Candidate, int Seconds)[] history)
    {
        await using var bench = new ElectorBench(3);
        for (var number = 0; number < 3; number++)
            bench.Start(number);
        await bench.AdvanceUntilAsync(() => bench.Leaders == 1, TimeSpan.FromMinutes(1));
        foreach (var (act, number, seconds) in history)
        {
            switch (act)
            {
                case 0 when bench.Leader is { } leader:
                    await bench.StopAsync(leader);
                    break;
                case 1 when bench.Leader is { } leader:
                    bench[leader].IsCut = true;
                    break;
                case 2 when bench.IsRunning(number):
                    bench[number].IsCut = false;
                    break;
                case 3:
                    bench.Start(number);
                    break;
                default:
                    await bench.AdvanceAsync(TimeSpan.FromSeconds(seconds));
                    break;
            }

            bench.Leaders.ShouldBeLessThanOrEqualTo(1);
        }

        bench.Start(0);
        for (var number = 0; number < 3; number++)
        {
            if (bench.IsRunning(number))
                bench[number].IsCut = false;
        }

        await bench.AdvanceUntilAsync(() => bench.Leaders == 1, TimeSpan.FromMinutes(1));
        return bench.Overlaps == 0;
    }

    private static async Task<ElectorBench> LedByTheFirstAsync()
    {
        var bench = new ElectorBench(2);
        bench.Start(0);
        await bench.AdvanceUntilAsync(() => bench[0].IsWorking, TimeSpan.FromSeconds(10));
        bench.Start(1);
        await bench.AdvanceUntilAsync(() => bench[1].Elector.Leader is not null, TimeSpan.FromSeconds(10));
        return bench;
    }
}
