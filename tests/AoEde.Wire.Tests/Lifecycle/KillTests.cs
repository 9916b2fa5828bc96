using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Wire.Tests.Conformance;
using Xunit.Abstractions;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>What was acknowledged is there after the target died or was stopped, whatever it was doing.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Blocks = 256;
    private const int BlockSectors = 2;

    [SkippableTheory, InlineData("io-uring"), InlineData("aio -d")]
    public void Killed_FileUnderLoad_AcknowledgedWritesPresent(string engine)
    {
        Requires.Target();
        using var target = NewSubject(engine, image => image.Path);
        KillRepeatedly(target, target.Image.Path);
    }

    [SkippableTheory, InlineData("io-uring -d"), InlineData("aio")]
    public void Killed_LoopDeviceUnderLoad_AcknowledgedWritesPresent(string engine)
    {
        Requires.LoopDevices();
        LoopDevice? device = null;
        try
        {
            using var target = NewSubject(engine, image => (device ??= new LoopDevice(image)).Path);
            KillRepeatedly(target, device!.Path);
        }
        finally
        {
            device?.Dispose();
        }
    }

    [SkippableTheory, InlineData("io-uring"), InlineData("aio -d")]
    public void Case165_TerminatedUnderLoad_AcknowledgedWritesPresentAndExit0(string engine)
    {
        Requires.OurAgent();
        using var target = NewSubject(engine, image => image.Path);
        var journal = new LoadJournal(0, Blocks, BlockSectors);
        for (var round = 0; round < Settings.KillRounds; round++)
        {
            using (var load = new BackgroundLoad(target.Me, Options(round), journal))
            {
                load.AwaitProgress(200 + (round * 37 % 500));
                target.Process.Stop(TimeSpan.FromSeconds(10)).ShouldBe(0, target.Process.Story);
                load.Abandon().Failure.ShouldBeNull($"round {round}");
            }

            journal.Check(target.Image.Path).ShouldBeNull($"round {round}");
            target.Restart();
        }
    }

    private static Subject NewSubject(string engine, Func<TempImage, string> backing)
    {
        var subject = new Subject(new SubjectOptions(1500, engine)
        {
            Sectors = Blocks * BlockSectors,
            IsFilled = false,
            Backing = backing,
        });
        subject.Me.AskUntilAnswered(subject.Me.Config());
        return subject;
    }

    private static LoadOptions Options(int round) => new() { Depth = 16, ReadPercent = 20, Seed = Settings.Seed + round };

    private void KillRepeatedly(Subject target, string backing)
    {
        var journal = new LoadJournal(0, Blocks, BlockSectors);
        var acknowledged = 0L;
        output.WriteLine($"AOEDE_SEED={Settings.Seed} AOEDE_KILL_ROUNDS={Settings.KillRounds}");
        for (var round = 0; round < Settings.KillRounds; round++)
        {
            using (var load = new BackgroundLoad(target.Me, Options(round), journal))
            {
                load.AwaitProgress(100 + (round * 53 % 1000));
                target.Process.Kill();
                var result = load.Abandon();
                result.Failure.ShouldBeNull($"round {round}");
                acknowledged += result.Writes;
            }

            journal.Check(backing).ShouldBeNull($"round {round}, seed {Settings.Seed}");
            target.Restart();
        }

        output.WriteLine($"{acknowledged} acknowledged writes");
    }
}
