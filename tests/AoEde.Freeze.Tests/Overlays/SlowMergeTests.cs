namespace AoEde.Freeze.Tests.Overlays;

/// <summary>A merge that takes its time.</summary>
public sealed class SlowMergeTests
{
    // At this rate the first rest outlasts any test: a range that it kept would never be written again.
    [SkippableTheory, InlineData(2), InlineData(3)]
    public void Merging_AtALowRate_KeepsNobodyWaitingForItsRest(int disk)
    {
        using var victim = new Victim(DiskSetup.Turn(disk), blocks: 256);
        victim.Start(s => s with { Targets = [s.Targets[0] with { MergeRateBytes = 1000 }] });
        victim.Load();
        victim.AwaitProgress(50);
        victim.Freeze("freeze backup 600");
        victim.AwaitProgress(500);
        victim.Host.Do("release backup");
        victim.AwaitProgress(1500);
        victim.Quiesce();
        victim.Host.State(FreezeLab.Target).ShouldBe("Merging");
        victim.Host.End().ShouldBeTrue(victim.Host.Story);

        victim.Start(s => s with { Targets = [s.Targets[0] with { MergeRateBytes = 0 }] });
        victim.ReadBack();
        victim.EndThawed();
    }
}
