namespace AoEde.Freeze.Tests.Holds;

/// <summary>Who may freeze a target that others have frozen, and when it thaws.</summary>
public sealed class SeveralHoldsTests
{
    [SkippableFact]
    public void Join_Frozen_ThawsWithTheLastHold()
    {
        using var victim = Loaded();
        string frozen = victim.Freeze("freeze first 600");
        victim.AwaitProgress(100);
        victim.Host.Do($"join second 600 {FreezeLab.Target}");
        Holders(victim).ShouldBe(["first", "second"]);
        victim.Lab.BaseSum().ShouldBe(frozen, "who joins shares the earlier moment");

        victim.Host.Do("release first");
        victim.Host.State(FreezeLab.Target).ShouldBe("Frozen");
        Holders(victim).ShouldBe(["second"]);
        victim.AwaitProgress(100);
        victim.Lab.BaseSum().ShouldBe(frozen);

        // The end of a hold is stored, too: nobody who died meanwhile gets it back.
        victim.Kill();
        victim.Start();
        victim.Host.State(FreezeLab.Target).ShouldBe("Frozen");
        Holders(victim).ShouldBe(["second"]);
        victim.Lab.BaseSum().ShouldBe(frozen);
        victim.Load();
        victim.Host.Do("release second");
        victim.EndThawed();
        victim.Host.Ended.ShouldHaveSingleItem().ShouldStartWith("disk second Released");
    }

    [SkippableFact]
    public void Join_Thawed_Freezes()
    {
        using var victim = Loaded();
        string frozen = victim.Freeze("join first 600");
        victim.AwaitProgress(100);
        victim.Lab.BaseSum().ShouldBe(frozen);
        victim.Host.Do("release first");
        victim.EndThawed();
    }

    [SkippableFact]
    public void Freeze_WhatCannotBe_RefusedAndNothingChanged()
    {
        using var victim = Loaded();
        victim.Lab.AddTarget("other", "9.1");
        victim.Quiesce();
        victim.Host.End().ShouldBeTrue();
        victim.Start(s => s with { Targets = [.. s.Targets.Select(t => t with { MergeRateBytes = 1000 })] });
        victim.Load();
        Refused(victim, "freeze none 60 nobody", "NotFound");
        Refused(victim, $"freeze none 60 {FreezeLab.Target} nobody", "NotFound");
        Refused(victim, "release none", "NotFound");
        Refused(victim, "renew none 60", "NotFound");
        victim.Host.State(FreezeLab.Target).ShouldBe("Thawed");

        string frozen = victim.Freeze("freeze first 600");
        victim.AwaitProgress(100);
        Refused(victim, $"freeze second 60 {FreezeLab.Target}", "AlreadyFrozen");
        Refused(victim, $"join first 60 {FreezeLab.Target}", "AlreadyFrozen");

        // Of a group, one that cannot be frozen keeps the others from it.
        Refused(victim, $"freeze second 60 other {FreezeLab.Target}", "AlreadyFrozen");
        victim.Host.State("other").ShouldBe("Thawed");
        Holders(victim).ShouldBe(["first"]);
        victim.Lab.BaseSum().ShouldBe(frozen);

        victim.Host.Do("release first");
        victim.Host.State(FreezeLab.Target).ShouldBe("Merging");
        Refused(victim, $"freeze second 60 {FreezeLab.Target}", "Merging");
        Refused(victim, $"join second 60 {FreezeLab.Target}", "Merging");
        Refused(victim, "release first", "NotFound");

        // Stopped while it merges, it goes on at the next start.
        victim.Quiesce();
        victim.Host.End().ShouldBeTrue(victim.Host.Story);
        victim.Start(s => s with { Targets = [.. s.Targets.Select(t => t with { MergeRateBytes = 0 })] });
        victim.ReadBack();
        victim.EndThawed();
    }

    private static Victim Loaded()
    {
        var victim = new Victim(DiskSetup.All[0], blocks: 512);
        victim.Start();
        victim.Load();
        victim.AwaitProgress(50);
        return victim;
    }

    private static void Refused(Victim victim, string command, string reason) => victim.Host.Ask(command)!.ShouldStartWith($"refused {reason} ");

    private static string[] Holders(Victim victim) =>
        [.. victim.Host.Status(FreezeLab.Target).GetProperty("Holders").EnumerateArray().Select(h => h.GetString()!)];
}
