using Xunit.Abstractions;

namespace AoEde.Freeze.Tests.Crashes;

/// <summary>The process dies at moments that nobody chose, while targets freeze and thaw under load.</summary>
public sealed class RandomKillTests(ITestOutputHelper output)
{
    public static IEnumerable<object[]> Disks() => DiskSetup.All.Select(s => new object[] { s.ToString() });

    [SkippableTheory, MemberData(nameof(Disks))]
    public void Killed_AtRandomMoments_NothingAcknowledgedIsLost(string disk)
    {
        var random = new Random(Settings.Seed);
        output.WriteLine($"AOEDE_SEED={Settings.Seed}");
        using var victim = new Victim(DiskSetup.Parse(disk));
        var story = new FreezeStory(victim, random);
        victim.Start(s => s with { Targets = [s.Targets[0] with { MergeRateBytes = 2 << 20 }] });
        int kills = (Settings.FreezeKills + DiskSetup.All.Count - 1) / DiskSetup.All.Count;
        for (int kill = 0; kill < kills; kill++)
        {
            victim.Load();
            story.Live();
            victim.Kill();
            story.Resurrect();
        }

        story.End();
        output.WriteLine($"{victim.Deaths} deaths ({story}), {victim.AcknowledgedWrites} acknowledged writes, {victim.Reads} reads");
    }
}
