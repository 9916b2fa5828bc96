using AoEde.Testing.Host;

namespace AoEde.Freeze.Tests.Lost;

/// <summary>A shadow that cannot be trusted: without it the base is stale, so nothing is served, and nothing is touched.</summary>
public sealed class ShadowLostTests
{
    public static IEnumerable<object[]> Damages() => ShadowDamage.All.Keys.Select(name => new object[] { name });

    [SkippableTheory, MemberData(nameof(Damages))]
    public void ShadowLost_ForWhateverReason_NothingServedOrChangedUntilItIsBack(string damage)
    {
        using var victim = DiedFrozen(out string frozen);
        string kept = victim.Lab.Folder["kept"];
        File.Copy(victim.Lab.ShadowPath, kept);
        ShadowDamage.All[damage](victim.Lab.ShadowPath, victim.Lab.Image.Sectors);
        var before = Content(victim.Lab);

        victim.Start();
        var status = victim.Host.Status(FreezeLab.Target);
        status.GetProperty("DeviceReady").GetString().ShouldBe("ShadowLost", victim.Host.Story);
        status.GetProperty("Message").GetString()!.ShouldContain(victim.Lab.ShadowPath);
        Silence.Broken(victim.Lab.ClientOf(9, 0), victim.Lab.ClientOf(9, 1, victim.Lab.AddInitiator())).ShouldBeEmpty();
        victim.Host.Ask($"freeze another 60 {FreezeLab.Target}")!.ShouldStartWith("refused NotReady");
        victim.Host.End().ShouldBeTrue(victim.Host.Story);
        Content(victim.Lab).ShouldBe(before);

        File.Move(kept, victim.Lab.ShadowPath, overwrite: true);
        victim.Start();
        ServesAgain(victim, frozen);
    }

    [SkippableFact]
    public void ShadowLost_PutBackWhileRunning_ServedAtTheNextRetry()
    {
        using var victim = DiedFrozen(out string frozen);
        string kept = victim.Lab.Folder["kept"];
        File.Move(victim.Lab.ShadowPath, kept);
        victim.Start();
        victim.Host.Status(FreezeLab.Target).GetProperty("DeviceReady").GetString().ShouldBe("ShadowLost", victim.Host.Story);

        File.Move(kept, victim.Lab.ShadowPath);
        victim.Host.Do("pass 31");
        victim.Host.AwaitState(FreezeLab.Target, "Frozen");
        ServesAgain(victim, frozen);
    }

    // Frozen with writes in its shadow, killed; another target beside it, whose answers prove this one's silence.
    private static Victim DiedFrozen(out string frozen)
    {
        var victim = new Victim(DiskSetup.All[0]);
        try
        {
            victim.Lab.AddTarget("other", "9.1");
            victim.Start();
            victim.Load();
            victim.AwaitProgress(100);
            frozen = victim.Freeze("freeze backup 600");
            victim.AwaitProgress(300);

            // The header takes note of how far the journal is stable: what is cut off below that is missed.
            victim.Host.Do("renew backup 600");
            victim.AwaitProgress(100);
            victim.Kill();
            return victim;
        }
        catch
        {
            victim.Dispose();
            throw;
        }
    }

    private static void ServesAgain(Victim victim, string frozen)
    {
        Eventually.True(
            () => victim.Host.Status(FreezeLab.Target).GetProperty("Exported").GetString() == "True", $"it is exported: {victim.Host.Story}");
        victim.Host.State(FreezeLab.Target).ShouldBe("Frozen", victim.Host.Story);
        victim.ReadBack();
        victim.Lab.BaseSum().ShouldBe(frozen);
        victim.Host.Do("release backup");
        victim.EndThawed();
    }

    // Every file of the state directory and the base, but not what the other target stores.
    private static string Content(FreezeLab lab) => string.Join(
        '\n', Directory.GetFiles(lab.Setup.StateDirectory, "*", SearchOption.AllDirectories).Append(lab.Image.Path)
            .Where(path => !Path.GetFileName(path).StartsWith("other", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(path => $"{path} {FreezeLab.SumOf(File.ReadAllBytes(path))}"));
}
