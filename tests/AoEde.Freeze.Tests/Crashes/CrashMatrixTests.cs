using AoEde.Engine.Freeze;
using Xunit.Abstractions;

namespace AoEde.Freeze.Tests.Crashes;

/// <summary>The process dies at each step of a freeze, under load, and again while the second one merges.</summary>
public sealed class CrashMatrixTests(ITestOutputHelper output)
{
    private const long SlowMerge = 400 << 10;

    // The second death of each case, in turn; the last of them are passed though the first death left next to nothing to merge.
    private static readonly FreezeStep[] SecondDeaths =
    [
        FreezeStep.BatchCopied, FreezeStep.CursorStored, FreezeStep.BatchStable, FreezeStep.BatchCleared, FreezeStep.MergeDone, FreezeStep.ShadowForgotten,
    ];

    public static IEnumerable<object[]> Cases()
    {
        int number = 0;
        foreach (var step in Enum.GetValues<FreezeStep>())
        {
            // A later pass: of the same freeze where it has several, else of a second freeze, which the long run alone tries.
            bool[] passes = StepExpectation.Repeats(step) || Settings.FreezeSetups > 1 ? [false, true] : [false];
            foreach (bool later in passes)
            {
                for (int setup = 0; setup < Settings.FreezeSetups; setup++)
                    yield return [step.ToString(), later, DiskSetup.Turn(number + setup).ToString()];
                number++;
            }
        }
    }

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Killed_AtAStepUnderLoad_NothingAcknowledgedIsLost(string stepName, bool later, string disk)
    {
        var step = Enum.Parse<FreezeStep>(stepName);
        var expected = StepExpectation.Of(step);
        using var victim = new Victim(DiskSetup.Parse(disk));
        victim.Start();
        victim.Load();
        victim.AwaitProgress(150);
        if (later && !StepExpectation.Repeats(step))
            FreezeOnce(victim);

        string? frozen = Approach(victim, step, later);
        victim.AwaitCrash();
        string atDeath = victim.Lab.BaseSum();
        if (frozen is not null && StepExpectation.BaseStands(step))
            atDeath.ShouldBe(frozen, "the base while frozen");

        // Merging slowly, so that there is something left for the second death.
        victim.Start(s => s with { Targets = [s.Targets[0] with { MergeRateBytes = SlowMerge }] });
        string state = victim.Host.State(FreezeLab.Target);
        expected.AfterRestart.ShouldContain(state, victim.Host.Story);
        if (expected.Phase == CrashPhase.Expiring)
            ExpectEnd(victim, "Expired");
        else if (state == "Frozen")
            StaysFrozen(victim, atDeath);
        victim.ReadBack();
        victim.Load();
        victim.AwaitProgress(50);
        DieAgain(victim, SecondDeaths[((int)step * 2 + (later ? 1 : 0)) % SecondDeaths.Length]);
        victim.EndThawed();
        output.WriteLine($"{victim.Deaths} deaths, {victim.AcknowledgedWrites} acknowledged writes, {victim.Reads} reads");
    }

    // Up to where the step comes next.
    private static string? Approach(Victim victim, FreezeStep step, bool later)
    {
        int passes = later && StepExpectation.Repeats(step) ? 3 : 0;
        var phase = StepExpectation.Of(step).Phase;
        string crash = $"crash {step} {passes}";
        if (phase == CrashPhase.Freezing)
        {
            victim.Host.Do(crash);
            victim.Host.Ask($"freeze backup 60 {FreezeLab.Target}").ShouldBeNull("it dies before it answers");
            return null;
        }

        string frozen = victim.Freeze($"freeze backup {(phase == CrashPhase.Expiring ? 1 : 60)}");
        if (phase == CrashPhase.Releasing)
        {
            victim.AwaitProgress(500);
            victim.Lab.BaseSum().ShouldBe(frozen, "the base under load while frozen");
            victim.Host.Do(crash);
            victim.Host.Send("release backup");
        }
        else
        {
            victim.Host.Send(crash);
        }

        return frozen;
    }

    private static void FreezeOnce(Victim victim)
    {
        victim.Freeze("freeze first 60");
        victim.AwaitProgress(100);
        victim.Host.Do("release first");
        victim.Host.AwaitState(FreezeLab.Target, "Thawed");
    }

    private static void StaysFrozen(Victim victim, string frozen)
    {
        victim.Host.Status(FreezeLab.Target).GetProperty("Holders")[0].GetString().ShouldBe("backup");
        victim.ReadBack();
        victim.Load();
        victim.AwaitProgress(150);
        victim.Host.State(FreezeLab.Target).ShouldBe("Frozen");
        victim.Lab.BaseSum().ShouldBe(frozen, "the base after the restart, under load while frozen");
    }

    // Dies once more while it merges, if there is anything to merge, and is started to merge the rest as fast as it can.
    private static void DieAgain(Victim victim, FreezeStep step)
    {
        if (victim.Host.State(FreezeLab.Target) == "Frozen")
        {
            victim.Host.Do($"crash {step} 0");
            victim.Host.Ask("release backup");
            victim.AwaitCrash();
        }
        else
        {
            victim.Kill();
        }

        victim.Start(s => s with { Targets = [s.Targets[0] with { MergeRateBytes = 0 }] });
        victim.Load();
        victim.AwaitProgress(150);
    }

    private static void ExpectEnd(Victim victim, string end) => Testing.Host.Eventually.True(
        () => victim.Host.Ended.Any(e => e.StartsWith($"{FreezeLab.Target} backup {end}", StringComparison.Ordinal)), $"the hold ends {end}: {victim.Host.Story}");
}
