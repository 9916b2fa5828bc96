using AoEde.Testing.Initiators;
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

    [SkippableTheory, InlineData("IoUring"), InlineData("LinuxAio")]
    public void Flush_FrozenAndAfterwards_IsAnswered(string engine)
    {
        using var lab = new FreezeLab(64);
        lab.Change(t => t with { Engine = engine });
        using var host = lab.Start();
        host.Do($"freeze backup 60 {FreezeLab.Target}");
        Serves();
        host.Do("release backup");
        host.AwaitState(FreezeLab.Target, "Thawed");

        // Requests are used again: what they knew of the shadow must be forgotten.
        Serves();
        host.IsRunning.ShouldBeTrue(host.Story);

        void Serves()
        {
            lab.Client.AskUntilAnswered(lab.Client.Write(0, new byte[512])).AtaStatus.ShouldBe((byte)0x40);
            lab.Client.AskUntilAnswered(lab.Client.Flush()).AtaStatus.ShouldBe((byte)0x40);
            lab.Client.AskUntilAnswered(lab.Client.Read(0, 1)).AtaStatus.ShouldBe((byte)0x40);
            lab.Client.AskUntilAnswered(lab.Client.Flush()).AtaStatus.ShouldBe((byte)0x40);
        }
    }
}
