using AoEde.Testing.Initiators;
using AoEde.Wire.Tests.Conformance;
using Xunit.Abstractions;

namespace AoEde.Wire.Tests.Hostile;

/// <summary>Case 155 and more: frames from somebody who wishes the target ill.</summary>
public sealed class HostileTests(ITestOutputHelper output)
{
    private const int FramesPerBurst = 64;
    private const int BurstsBetweenLooks = 50;
    private const long AllowedGrowthBytes = 24 * 1024 * 1024;

    [SkippableTheory, EverySetup]
    public void Case155_HostileFrames_EveryAnswerRightAndNothingElseChanges(int mtu, string engine)
    {
        Requires.OurAgent();
        output.WriteLine($"AOEDE_SEED={Settings.Seed} AOEDE_HOSTILE_FRAMES={Settings.HostileFrames}");
        using var target = new Subject(new SubjectOptions(mtu, engine));
        target.Me.AskUntilAnswered(target.Me.Config());
        using var run = new HostileRun(target, Settings.Seed + mtu);
        var residentAfterWarmUp = 0L;
        var bursts = Math.Max(1, Settings.HostileFrames / FramesPerBurst);
        for (var burst = 0; burst < bursts; burst++)
        {
            run.Burst(FramesPerBurst).ShouldBeNull($"seed {Settings.Seed}, burst {burst}");
            if (burst % BurstsBetweenLooks == 0)
                run.CompareFile().ShouldBeNull($"seed {Settings.Seed}, after burst {burst}");
            if (burst == bursts / 4)
                residentAfterWarmUp = target.Process.ResidentBytes;
        }

        run.CompareFile().ShouldBeNull($"seed {Settings.Seed}");
        target.Process.IsRunning.ShouldBeTrue(target.Process.Story);
        (target.Process.ResidentBytes - residentAfterWarmUp).ShouldBeLessThan(AllowedGrowthBytes, "memory grows with the frames");
        run.Answers.ShouldBeGreaterThan(bursts * FramesPerBurst / 3, "most of the frames were worth an answer");
        output.WriteLine($"{bursts * FramesPerBurst} frames, {run.Answers} answers");
        target.Process.Stop().ShouldBe(0, target.Process.Story);
    }
}
