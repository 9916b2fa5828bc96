using AoEde.Engine.Cache;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Cache;

/// <summary>Which reads are a stream, and how far ahead of it is read.</summary>
public sealed class StreamTableTests
{
    private const ulong Size = 1 << 20;
    private const int Maximum = 2048;
    private static readonly MacAddress Me = Sample.Mac(1);
    private static readonly MacAddress Other = Sample.Mac(2);

    private readonly StreamTable _table = new(Maximum);

    [Fact]
    public void Reads_OfTwoNeighbours_AreNoStreamYet()
    {
        Read(Me, 100).ShouldBe((0, 0UL));
        Read(Me, 108).ShouldBe((0, 0UL));
    }

    [Fact]
    public void Reads_OfThreeNeighbours_AreFollowedFromWhereTheyEnd()
    {
        Read(Me, 100);
        Read(Me, 108);
        var (sectors, from) = Read(Me, 116);

        from.ShouldBe(124UL);
        sectors.ShouldBe(128, "the smallest window");
    }

    [Fact]
    public void Reads_ThatGoOn_AreAheadAlwaysAndByTheMaximumAtLast()
    {
        ulong ahead = 0;
        int asked = 0;
        for (ulong lba = 0; lba < 40_000; lba += 8)
        {
            var (sectors, from) = Read(Me, lba);
            if (sectors > 0)
            {
                asked++;
                if (ahead > 0)
                    from.ShouldBe(ahead, "what was asked for once is not asked for again");
                ahead = from + (ulong)sectors;
            }

            (ahead <= lba + 8 + Maximum).ShouldBeTrue("no more than the window");
            if (lba >= 24)
                (ahead > lba + 8).ShouldBeTrue($"the reader got to {lba} before the read-ahead");
        }

        (ahead >= 40_000 + (Maximum / 2)).ShouldBeTrue("the window has grown");
        asked.ShouldBeLessThan(60, "once per half window, not per read");
    }

    [Fact]
    public void Reads_NearTheEnd_AskForNothingBeyondIt()
    {
        ulong furthest = 0;
        for (ulong lba = Size - 400; lba < Size; lba += 8)
        {
            var (sectors, from) = Read(Me, lba);
            furthest = Math.Max(furthest, from + (ulong)sectors);
        }

        furthest.ShouldBe(Size);
    }

    [Fact]
    public void Reads_AtRandom_AskForNothing()
    {
        var random = new Random(7);
        for (int i = 0; i < 5000; i++)
            Read(Me, (ulong)random.NextInt64((long)Size / 4096) * 4096).ShouldBe((0, 0UL));
    }

    [Fact]
    public void Reads_Backwards_AskForNothing()
    {
        for (ulong lba = 80_000; lba > 10_000; lba -= 8)
            Read(Me, lba).Sectors.ShouldBe(0);
    }

    [Fact]
    public void Reads_OfOnePlaceAgainAndAgain_AskForNothing()
    {
        for (int i = 0; i < 100; i++)
            Read(Me, 800).Sectors.ShouldBe(0);
    }

    [Fact]
    public void Reads_SwappedOnTheWay_AreStillTheStream()
    {
        int ahead = 0;
        for (ulong lba = 0; lba < 8000; lba += 16)
        {
            ahead += Read(Me, lba + 8).Sectors;
            ahead += Read(Me, lba).Sectors;
        }

        ahead.ShouldBeInRange(8000 - 100, 8000 + Maximum);
    }

    [Fact]
    public void Streams_OfOneInitiatorInTurns_AreAllFollowed()
    {
        const int Count = 12;
        var ahead = new long[Count];
        for (ulong step = 0; step < 100; step++)
        {
            for (int s = 0; s < Count; s++)
                ahead[s] += Read(Me, ((ulong)s * 50_000) + (step * 8)).Sectors;
        }

        ahead.ShouldAllBe(sectors => sectors >= 700);
    }

    [Fact]
    public void SameSectors_OfTwoInitiators_AreTwoHalvesOfNothing()
    {
        Read(Me, 0);
        Read(Other, 8);
        Read(Me, 16 + 100).Sectors.ShouldBe(0);
        Read(Other, 24 + 100).Sectors.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Stream_AmongAnothersRandomReads_GoesOn(int randomReadsBetween)
    {
        var random = new Random(11);
        long ahead = 0;
        for (ulong lba = 0; lba < 4000; lba += 8)
        {
            ahead += Read(Me, lba).Sectors;
            for (int i = 0; i < randomReadsBetween; i++)
                Read(Other, (ulong)random.NextInt64((long)Size / 4096) * 4096).Sectors.ShouldBe(0);
        }

        ahead.ShouldBeGreaterThanOrEqualTo(4000 - 32);
    }

    [Fact]
    public void Streams_MoreThanThereIsRoomFor_PushOutTheOneSilentTheLongest()
    {
        for (int s = 0; s <= StreamTable.Streams; s++)
            Start(Sample.Mac(s), 0);

        Read(Sample.Mac(0), 24 + 64).Sectors.ShouldBe(0, "it made room, and must prove itself anew");
        Read(Sample.Mac(StreamTable.Streams), 24 + 64).Sectors.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Window_SmallerThanARead_IsKept()
    {
        var small = new StreamTable(4);
        for (ulong lba = 0; lba < 800; lba += 8)
            small.Note(Me, lba, 8, Size, out _).ShouldBeLessThanOrEqualTo(4);
    }

    private void Start(MacAddress reader, ulong lba)
    {
        for (ulong n = 0; n < StreamTable.Proven; n++)
            Read(reader, lba + (n * 8));
    }

    private (int Sectors, ulong From) Read(MacAddress reader, ulong lba)
    {
        int sectors = _table.Note(reader, lba, 8, Size, out ulong from);
        return (sectors, from);
    }
}
