using AoEde.Testing.Host;
using AoEde.Testing.Initiators;

namespace AoEde.Freeze.Tests.Views;

/// <summary>The frozen base at an address of its own, read by another initiator while the first keeps writing.</summary>
public sealed class FrozenViewTests
{
    private const byte Shelf = 9, Slot = 200;

    [SkippableTheory, InlineData(0), InlineData(1)]
    public void View_ReadWhileTheTargetIsWritten_IsTheBaseAtFreezeTime(int disk)
    {
        using var victim = NewVictim(disk);
        victim.Start();
        victim.Load();
        victim.AwaitProgress(200);
        var backup = victim.Lab.AddInitiator();
        ExpectSilence(victim, backup);
        byte[] frozen = Freeze(victim);
        var view = victim.Lab.ClientOf(Shelf, Slot, backup);
        for (int i = 0; i < 3; i++)
        {
            victim.AwaitProgress(50);
            ReadAll(view, victim).ShouldBe(FreezeLab.SumOf(frozen), $"reading {i}");
        }

        ExpectWritesAborted(view, frozen);
        victim.Host.Do("release backup");
        ExpectSilence(victim, backup);
        victim.EndThawed();
    }

    [SkippableTheory, InlineData(2), InlineData(3)]
    public void View_KilledAndStarted_IsThereAgain(int disk)
    {
        using var victim = NewVictim(disk);
        victim.Start();
        victim.Load();
        byte[] frozen = Freeze(victim);
        victim.AwaitProgress(200);
        var view = victim.Lab.ClientOf(Shelf, Slot, victim.Lab.AddInitiator());
        victim.Kill();

        victim.Start();
        AwaitView(victim);
        victim.Load();
        victim.AwaitProgress(100);
        ReadAll(view, victim).ShouldBe(FreezeLab.SumOf(frozen));
        victim.AwaitProgress(100);
        victim.Host.Do("release backup");
        ExpectSilence(victim, view.Initiator);
        victim.EndThawed();
    }

    private static Victim NewVictim(int disk)
    {
        var victim = new Victim(DiskSetup.Turn(disk), blocks: 1024);
        victim.Lab.Change(t => t with { ViewAddress = $"{Shelf}.{Slot}" });
        return victim;
    }

    private static byte[] Freeze(Victim victim)
    {
        victim.AwaitProgress(100);
        victim.Freeze("freeze backup 600");
        byte[] frozen = File.ReadAllBytes(victim.Lab.Image.Path);
        AwaitView(victim);
        return frozen;
    }

    private static void AwaitView(Victim victim) => Eventually.True(
        () => victim.Host.Status(FreezeLab.Target).GetProperty("View").GetString() == $"{Shelf}.{Slot}", $"the view is up: {victim.Host.Story}");

    private static string ReadAll(TargetClient view, Victim victim) =>
        FreezeLab.SumOf(new WireDisk(view).ReadAll(victim.Lab.Image.Sectors));

    private static void ExpectWritesAborted(TargetClient view, byte[] frozen)
    {
        byte[] foreign = new byte[512];
        Array.Fill(foreign, (byte)0xEE);
        var reply = view.AskUntilAnswered(view.Write(7, foreign));
        (reply.AtaStatus & 0x01).ShouldBe(0x01, reply.ToString());
        (reply.AtaError & 0x04).ShouldBe(0x04, reply.ToString());
        new WireDisk(view).Read(7, 1).ShouldBe(frozen[(7 * 512)..(8 * 512)]);
    }

    // The fence goes to the target itself, from a station of its own: the load has the first one's.
    private static void ExpectSilence(Victim victim, Initiator backup)
    {
        var fence = victim.Lab.ClientOf(9, 0, victim.Lab.AddInitiator());
        Silence.Broken(victim.Lab.ClientOf(Shelf, Slot, backup), fence).ShouldBeEmpty();
    }
}
