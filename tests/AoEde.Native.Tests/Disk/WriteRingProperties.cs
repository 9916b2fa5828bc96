using AoEde.Native.Disk;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Native.Tests.Disk;

/// <summary>What is handed over is done and taken once each and in order, whatever the two sides' steps are.</summary>
public sealed class WriteRingProperties
{
    private const int Places = 8;

    private static Arbitrary<(int Kind, int Many)[]> Histories =>
        (from kind in Gen.Choose(0, 3) from many in Gen.Choose(1, Places) select (kind, many)).ArrayOf(200).ToArbitrary();

    [Fact]
    public void Steps_InAnyOrder_LoseNothing() => Prop.ForAll(Histories, history =>
    {
        var ring = new WriteRing(Places);
        int added = 0, handed = 0, done = 0, taken = 0;
        foreach (var (kind, many) in history)
        {
            switch (kind)
            {
                case 0:
                    for (var i = 0; i < many && added - taken < Places; i++)
                        ring.Add(added++);
                    break;
                case 1:
                    ring.HandOver().ShouldBe(added - handed);
                    handed = added;
                    break;
                case 2:
                    var count = Math.Min(many, (int)ring.ToDo);
                    for (var i = 0; i < count; i++)
                        ring[(uint)i].ShouldBe(done + i);
                    ring.Done((uint)count);
                    done += count;
                    break;
                default:
                    for (var i = 0; i < many && ring.TryTake(out var index); i++)
                        index.ShouldBe(taken++);
                    break;
            }

            ring.Outstanding.ShouldBe(added - taken);
            ring.Unsubmitted.ShouldBe(added - handed);
            ring.ToDo.ShouldBe((uint)(handed - done));
            ring.HasDone.ShouldBe(done > taken);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void TwoThreads_AtFullSpeed_PassEverythingInOrder()
    {
        const int Total = 500_000;
        var ring = new WriteRing(Places);
        var seen = 0;
        var other = new Thread(() =>
        {
            while (seen < Total)
            {
                var count = ring.ToDo;
                for (uint i = 0; i < count; i++)
                    seen = ring[i] == seen ? seen + 1 : int.MaxValue;
                ring.Done(count);
                if (count == 0)
                    Thread.Yield();
            }
        });
        other.Start();
        int added = 0, taken = 0;
        var inOrder = true;
        while (taken < Total && inOrder)
        {
            while (added < Total && ring.Outstanding < Places)
                ring.Add(added++);
            ring.HandOver();
            if (!ring.HasDone)
                Thread.Yield();
            while (ring.TryTake(out var index))
                inOrder &= index == taken++;
        }

        inOrder.ShouldBeTrue();
        other.Join();
        seen.ShouldBe(Total);
    }
}
