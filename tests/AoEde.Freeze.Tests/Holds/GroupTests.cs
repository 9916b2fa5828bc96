using System.Buffers.Binary;
using AoEde.Testing.Files;

namespace AoEde.Freeze.Tests.Holds;

/// <summary>Several targets frozen at one moment: no write that came after another is in the frozen bases without that other one.</summary>
public sealed class GroupTests
{
    private const int Rounds = 12;

    [SkippableTheory, InlineData(0), InlineData(1)]
    public void Group_OneWriterAlternates_OrderHoldsAcrossTheFrozenBases(int disk)
    {
        using var lab = new FreezeLab(2048, disk: DiskSetup.Turn(disk));
        var second = lab.AddTarget("second", "9.1");
        using var host = lab.Start();
        var station = lab.AddInitiator();
        using var writer = new AlternatingWriter(new WireDisk(lab.ClientOf(9, 0, station)), new WireDisk(lab.ClientOf(9, 1, station)));
        for (int round = 0; round < Rounds; round++)
        {
            writer.AwaitProgress(1 + (7 * round));
            host.Do($"freeze group 600 {FreezeLab.Target} second");
            ulong atFreeze = Check(lab.Image, second);
            writer.AwaitProgress(3);
            Check(lab.Image, second).ShouldBe(atFreeze, "the frozen bases");
            host.Do("release group");
            host.AwaitState(FreezeLab.Target, "Thawed");
            host.AwaitState("second", "Thawed");
        }

        writer.Finish();
        host.End().ShouldBeTrue(host.Story);
        Check(lab.Image, second).ShouldBe(writer.Count);
    }

    [SkippableFact]
    public void Group_KilledBetweenTheHeaders_NothingLostAndNobodyWasToldOfAFreeze()
    {
        using var lab = new FreezeLab(2048);
        var second = lab.AddTarget("second", "9.1");
        ulong count;
        using (var host = lab.Start())
        {
            using var writer = NewWriter(lab);
            writer.AwaitProgress(20);
            host.Do("crash HeaderFrozen 0");
            host.Ask($"freeze group 600 {FreezeLab.Target} second").ShouldBeNull("it dies before it answers");
            writer.Abandon();
            count = writer.Count;
        }

        // The first has its header and is frozen until its time is over; the second's says that it is only being prepared.
        using var again = lab.Start();
        again.State(FreezeLab.Target).ShouldBe("Frozen", again.Story);
        again.State("second").ShouldBe("Thawed", again.Story);
        using (var writer = NewWriter(lab, count))
        {
            writer.AwaitProgress(20);
            again.Do("release group");
            again.AwaitState(FreezeLab.Target, "Thawed");
            writer.Finish();
            count = writer.Count;
        }

        again.End().ShouldBeTrue(again.Story);
        Check(lab.Image, second).ShouldBe(count);
    }

    private static AlternatingWriter NewWriter(FreezeLab lab, ulong count = 0) =>
        new(new WireDisk(lab.Client, patienceSeconds: 5), new WireDisk(lab.ClientOf(9, 1), patienceSeconds: 5), count);

    // The writer is at one of two places: both have the same, or the first is one ahead.
    private static ulong Check(TempImage first, TempImage second)
    {
        ulong a = BinaryPrimitives.ReadUInt64LittleEndian(first.Read(0));
        ulong b = BinaryPrimitives.ReadUInt64LittleEndian(second.Read(0));
        (a - b).ShouldBeInRange(0UL, 1UL, $"the first has {a}, the second {b}");
        return a;
    }
}
