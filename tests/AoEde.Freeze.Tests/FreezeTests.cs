using AoEde.Testing.Load;

namespace AoEde.Freeze.Tests;

/// <summary>A freeze from beginning to end, with nothing going wrong.</summary>
public sealed class FreezeTests
{
    private const int Blocks = 512;
    private const int BlockSectors = 16;

    [SkippableTheory, InlineData("IoUring", false), InlineData("LinuxAio", false), InlineData("IoUring", true), InlineData("LinuxAio", true)]
    public void Frozen_UnderLoad_BaseStandsStillAndMergesToWhatWasWritten(string engine, bool direct)
    {
        using var lab = new FreezeLab(Blocks * BlockSectors);
        lab.Change(t => t with { Engine = engine, Direct = direct });
        using var host = lab.Start();
        var journal = new LoadJournal(0, Blocks, BlockSectors);
        using var load = new BackgroundLoad(lab.Client, new LoadOptions { Depth = 32, ReadPercent = 40 }, journal);
        load.AwaitProgress(300);

        host.Do($"freeze backup 60 {FreezeLab.Target}");
        string frozen = lab.BaseSum();
        load.AwaitProgress(1000);
        host.State(FreezeLab.Target).ShouldBe("Frozen");
        lab.BaseSum().ShouldBe(frozen);

        host.Do("release backup");
        load.AwaitProgress(1000);
        host.AwaitState(FreezeLab.Target, "Thawed");
        load.Finish().Failure.ShouldBeNull(host.Story);

        host.End().ShouldBeTrue(host.Story);
        journal.Check(lab.Image.Path).ShouldBeNull();
        File.Exists(lab.ShadowPath).ShouldBeFalse("the shadow is gone once it is merged");
        host.Ended.ShouldHaveSingleItem().ShouldStartWith("disk backup Released");
    }
}
