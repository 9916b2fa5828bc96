namespace AoEde.Freeze.Tests.Holds;

/// <summary>A hold ends when its time is over, whoever has died and whatever the clock says; and not before.</summary>
public sealed class DeadlineTests
{
    private const string Expired = "disk backup Expired";

    [SkippableFact]
    public void Expiry_HolderSilent_ThawedAtItsTime()
    {
        using var lab = new HoldLab();
        string frozen = lab.Victim.Freeze("freeze backup 60");
        lab.Pass(50);
        lab.HasEnded("backup").ShouldBeFalse(lab.Host.Story);
        lab.Victim.Lab.BaseSum().ShouldBe(frozen);
        lab.Pass(11);
        lab.AwaitEnd(Expired);
        lab.Victim.EndThawed();
        lab.Host.Ended.Count(e => e.StartsWith(Expired, StringComparison.Ordinal)).ShouldBe(1, lab.Host.Story);
    }

    [SkippableFact]
    public void Renew_BeforeItsTime_LastsItsTimeFromThen()
    {
        using var lab = new HoldLab();
        lab.Victim.Freeze("freeze backup 60");
        lab.Pass(50);
        lab.Host.Do("renew backup 60");
        lab.Pass(50);
        lab.Host.Do("renew backup 100");
        lab.Pass(90);
        lab.HasEnded("backup").ShouldBeFalse(lab.Host.Story);
        lab.State.ShouldBe("Frozen");
        lab.Pass(11);
        lab.AwaitEnd(Expired);
        lab.Victim.EndThawed();
    }

    [SkippableTheory, InlineData(false), InlineData(true)]
    public void MaxTtl_MoreAskedFor_ClampsIt(bool byRenewing)
    {
        using var lab = new HoldLab(maxTtlSeconds: 30);
        lab.Victim.Freeze($"freeze backup {(byRenewing ? 10 : 600)}");
        if (byRenewing)
            lab.Host.Do("renew backup 600");
        lab.Pass(25);
        lab.HasEnded("backup").ShouldBeFalse(lab.Host.Story);
        lab.Pass(6);
        lab.AwaitEnd(Expired);
        lab.Victim.EndThawed();
    }

    [SkippableFact]
    public void Clock_JumpsWhileRunning_ChangesNothing()
    {
        using var lab = new HoldLab();
        lab.Victim.Freeze("freeze backup 60");
        foreach (int jump in new[] { 86_400, -2 * 86_400, 86_400 })
        {
            lab.Host.Do($"clock {jump}");
            lab.Pass(15);
            lab.HasEnded("backup").ShouldBeFalse(lab.Host.Story);
            lab.State.ShouldBe("Frozen");
        }

        lab.Host.Do("clock -86400");
        lab.Pass(16);
        lab.AwaitEnd(Expired);
        lab.Victim.EndThawed();
    }

    [SkippableTheory, InlineData(0), InlineData(1)]
    public void Expiry_WhileTheEngineIsDown_ServedRightlyThenThawed(int disk)
    {
        using var lab = new HoldLab(disk: disk);
        string frozen = lab.Victim.Freeze("freeze backup 60");
        lab.Victim.AwaitProgress(200);
        lab.Victim.Kill();
        lab.Victim.Lab.BaseSum().ShouldBe(frozen);

        lab.Victim.Start(s => s with { ClockOffsetSeconds = 61 });
        lab.Victim.ReadBack();
        lab.AwaitEnd(Expired);
        lab.Victim.Load();
        lab.Victim.EndThawed();
    }

    [SkippableFact]
    public void Expiry_EngineDownBeforeIt_KeepsWhatWasLeft()
    {
        using var lab = new HoldLab();
        string frozen = lab.Victim.Freeze("freeze backup 60");
        lab.Victim.AwaitProgress(100);
        lab.Victim.Kill();

        lab.Victim.Start(s => s with { ClockOffsetSeconds = 20 });
        lab.Pass(20);
        lab.HasEnded("backup").ShouldBeFalse(lab.Host.Story);
        lab.Victim.ReadBack();
        lab.Victim.Lab.BaseSum().ShouldBe(frozen);
        lab.Pass(21);
        lab.AwaitEnd(Expired);
        lab.Victim.EndThawed();
    }

    [SkippableFact]
    public void Expiry_ClockSetBackWhileDown_LastsAtMostItsTimeFromTheRestart()
    {
        using var lab = new HoldLab();
        string frozen = lab.Victim.Freeze("freeze backup 60");
        lab.Victim.AwaitProgress(100);
        lab.Victim.Kill();

        lab.Victim.Start(s => s with { ClockOffsetSeconds = -86_400 });
        lab.State.ShouldBe("Frozen");
        lab.Victim.ReadBack();
        lab.Victim.Lab.BaseSum().ShouldBe(frozen);
        lab.Pass(61);
        lab.AwaitEnd(Expired);
        lab.Victim.EndThawed();
    }

    [SkippableFact]
    public void Expiry_KilledWhileItMerges_ToldAgain()
    {
        using var lab = new HoldLab();
        lab.Victim.Lab.Change(t => t with { MergeRateBytes = 100 << 10 });
        lab.Victim.Quiesce();
        lab.Host.End().ShouldBeTrue();
        lab.Victim.Start();
        lab.Victim.Load();
        lab.Victim.Freeze("freeze backup 60");
        lab.Victim.AwaitProgress(300);
        lab.Pass(61);
        lab.AwaitEnd(Expired);
        lab.State.ShouldBe("Merging");
        lab.Victim.Kill();

        lab.Victim.Start(s => s with { Targets = [.. s.Targets.Select(t => t with { MergeRateBytes = 0 })] });
        lab.AwaitEnd(Expired);
        lab.Victim.ReadBack();
        lab.Victim.Load();
        lab.Victim.EndThawed();
    }
}
