using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Relays;

namespace AoEde.Wire.Tests.Relays;

/// <summary>What goes into a relay comes out as its faults say, and its counts tell the truth about it.</summary>
public sealed class RelayDirectionTests
{
    private const int Frames = 20_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Relay_WithoutFaults_DeliversEachFrameInOrder()
    {
        var (tags, counts) = Run(new RelayFaults());
        tags.ShouldBe(Enumerable.Range(0, Frames).Select(i => (uint)i));
        counts.ShouldBe(new RelayCounts(Frames, Frames, 0, 0, 0, 0, 0));
    }

    [Theory, InlineData(1), InlineData(5)]
    public void Relay_WithLoss_LosesAboutThatMuch(double percent)
    {
        var (tags, counts) = Run(new RelayFaults { LossPercent = percent });
        tags.ShouldBeInOrder();
        tags.ShouldBeUnique();
        counts.Delivered.ShouldBe(tags.Count);
        (counts.Delivered + counts.Lost).ShouldBe(Frames);
        counts.Lost.ShouldBeInRange((long)(Frames * percent / 200), (long)(Frames * percent / 50));
    }

    [Fact]
    public void Relay_WithDuplication_DeliversTwiceInARow()
    {
        var (tags, counts) = Run(new RelayFaults { DuplicatePercent = 10 });
        tags.ShouldBeInOrder();
        tags.Distinct().Count().ShouldBe(Frames);
        (tags.Count - Frames).ShouldBe((int)counts.Duplicated);
        counts.Duplicated.ShouldBeInRange(Frames / 20, Frames / 5);
        counts.Delivered.ShouldBe(tags.Count);
    }

    [Fact]
    public void Relay_WithReordering_DeliversEachFrameOnceAndNoneTooLate()
    {
        var faults = new RelayFaults { ReorderPercent = 10, MostOvertakers = 5 };
        var (tags, counts) = Run(faults);
        tags.Count.ShouldBe(Frames);
        tags.ShouldBeUnique();
        counts.Reordered.ShouldBeInRange(Frames / 20, Frames / 5);
        // Five overtake it, and those that are held at the time and come out with it.
        tags.Select((tag, place) => place - (int)tag).Max().ShouldBeInRange(1, 20);
        tags.Select((tag, place) => (int)tag - place).Max().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Relay_HoldsAFrameAndNobodyComes_DeliversItInTheEnd()
    {
        var relay = new RelayDirection(new RelayFaults { ReorderPercent = 100, HoldAtMost = 20 * Tick });
        relay.Take(Read(1), 5 * Tick);
        relay.TryTake(24 * Tick, out _).ShouldBeFalse();
        relay.NextDue.ShouldBe(25 * Tick);
        relay.TryTake(25 * Tick, out var frame).ShouldBeTrue();
        frame.ShouldBe(Read(1));
        relay.NextDue.ShouldBeNull();
    }

    [Fact]
    public void Relay_WithReplays_DeliversACopyWithinItsTime()
    {
        var faults = new RelayFaults { ReplayPercent = 100, ReplayAfterAtLeast = 10 * Tick, ReplayAfterAtMost = 30 * Tick };
        var relay = new RelayDirection(faults);
        relay.Take(Read(1), Tick);
        Take(relay, Tick).ShouldBe([1u]);
        relay.NextDue!.Value.ShouldBeInRange(11 * Tick, 31 * Tick);
        Take(relay, 10 * Tick).ShouldBeEmpty();
        Take(relay, 31 * Tick).ShouldBe([1u]);
        Take(relay, 1000 * Tick).ShouldBeEmpty();
        relay.Counts.ShouldBe(new RelayCounts(1, 2, 0, 0, 0, 1, 0));
    }

    [Fact]
    public void Relay_WithTheSameSeed_DoesTheSame()
    {
        var faults = new RelayFaults { Seed = 7, LossPercent = 3, DuplicatePercent = 3, ReorderPercent = 3, ReplayPercent = 3 };
        var first = Run(faults);
        var second = Run(faults);
        first.Tags.ShouldBe(second.Tags);
        first.Counts.ShouldBe(second.Counts);
        Run(faults with { Seed = 8 }).Tags.ShouldNotBe(first.Tags);
    }

    [Fact]
    public void Relay_WithEverything_CountsWhatItDid()
    {
        var (tags, counts) = Run(new RelayFaults { LossPercent = 3, DuplicatePercent = 3, ReorderPercent = 3, ReplayPercent = 3 });
        counts.Received.ShouldBe(Frames);
        counts.Delivered.ShouldBe(tags.Count);
        counts.Delivered.ShouldBe(counts.Received - counts.Lost + counts.Duplicated + counts.Replayed - counts.Withheld);
        tags.Distinct().Count().ShouldBe(Frames - (int)counts.Lost);
    }

    [Fact]
    public void OldCopyOfAWrite_NewerWriteOfASectorPassed_Withheld()
    {
        var relay = Replaying();
        relay.Take(Write(1, 10, 4, filler: 1), Tick);
        relay.Take(Write(2, 13, 1, filler: 2), 2 * Tick);
        relay.Counts.Withheld.ShouldBe(1);
        Take(relay, 1000 * Tick).ShouldBe([1u, 2u, 2u]);
    }

    [Fact]
    public void HeldWrite_NewerWriteOfASectorPassed_Withheld()
    {
        var relay = new RelayDirection(new RelayFaults { ReorderPercent = 100, MostOvertakers = 1 });
        relay.Take(Write(1, 10, 4, filler: 1), Tick);
        relay.Take(Write(2, 10, 4, filler: 2), Tick);
        Take(relay, 1000 * Tick).ShouldBe([2u]);
        relay.Counts.Withheld.ShouldBe(1);
    }

    [Fact]
    public void WriteSentAgain_AfterANewerOfASector_PassesOnce()
    {
        var relay = Replaying();
        relay.Take(Write(1, 10, 4, filler: 1), Tick);
        relay.Take(Write(2, 13, 1, filler: 2), Tick);
        relay.Take(Write(3, 10, 4, filler: 1), Tick); // may be taken for the first, and then be older than the second
        relay.Take(Write(4, 20, 4, filler: 1), Tick);
        relay.Take(Write(5, 10, 4, filler: 1), Tick);
        Take(relay, 1000 * Tick).ShouldBe([1u, 2u, 3u, 4u, 5u, 4u]);
        relay.Counts.Withheld.ShouldBe(2, "the copies of the first two");
    }

    [Fact]
    public void OldCopy_OfWhatCannotUndoAnything_Delivered()
    {
        var relay = Replaying();
        byte[][] frames =
        [
            Write(1, 10, 4, filler: 1),
            Write(2, 10, 4, filler: 1), // the same again, as a retransmission is
            Write(3, 14, 4, filler: 3), // other sectors
            Read(4, 10, 4),
            Reply(Write(5, 10, 4, filler: 5)),
            Write(6, 10, 4, filler: 6, slot: 9), // another target
            Write(7, 20, 4, filler: 7, extended: false),
        ];
        foreach (var frame in frames)
            relay.Take(frame, Tick);
        relay.Counts.Withheld.ShouldBe(0);
        Take(relay, 1000 * Tick).Order().ShouldBe([1u, 1u, 2u, 2u, 3u, 3u, 4u, 4u, 5u, 5u, 6u, 6u, 7u, 7u]);
    }

    private static RelayDirection Replaying() =>
        new(new RelayFaults { ReplayPercent = 100, ReplayAfterAtLeast = 100 * Tick, ReplayAfterAtMost = 200 * Tick });

    private static (List<uint> Tags, RelayCounts Counts) Run(RelayFaults faults)
    {
        var relay = new RelayDirection(faults);
        var tags = new List<uint>();
        for (var i = 0; i < Frames; i++)
        {
            relay.Take(Read((uint)i), i * Tick);
            tags.AddRange(Take(relay, i * Tick));
        }

        tags.AddRange(Take(relay, 2 * Frames * Tick));
        return (tags, relay.Counts);
    }

    private static List<uint> Take(RelayDirection relay, TimeSpan now)
    {
        var tags = new List<uint>();
        while (relay.TryTake(now, out var frame))
            tags.Add(new Reply(frame).Tag);
        return tags;
    }

    private static byte[] Read(uint tag, ulong lba = 0, byte sectors = 1) =>
        Frame(tag, Arguments.Ata(0x24, lba, sectors, Arguments.Extended), 2);

    private static byte[] Write(uint tag, ulong lba, byte sectors, byte filler, byte slot = 2, bool extended = true)
    {
        var data = new byte[sectors * 512];
        data.AsSpan().Fill(filler);
        return Frame(tag, Arguments.Ata((byte)(extended ? 0x34 : 0x30), lba, sectors, Arguments.Write, data), slot);
    }

    private static byte[] Reply(byte[] request)
    {
        request[14] |= 0x08;
        return request;
    }

    private static byte[] Frame(uint tag, byte[] argument, byte slot) => new RequestFrame
    {
        Destination = MacAddress.Parse("02:00:00:00:00:01"),
        Source = MacAddress.Parse("02:00:00:00:00:02"),
        Shelf = 1,
        Slot = slot,
        Tag = tag,
        Argument = argument,
    }.ToBytes();
}
