using AoEde.Engine.Freeze;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>A merge makes way for initiators, and ends all the same.</summary>
public sealed class MergePaceTests
{
    private const int Small = MergePace.SmallestPiece * 512;
    private const int Large = MergePace.LargestPiece * 512;

    [Fact]
    public async Task Merging_WhileNobodyAsks_GoesOnWithoutARest()
    {
        using var bench = new MergeBench();
        await bench.RunAsync();
        bench.Pieces.ShouldAllBe(bytes => bytes == Large);
        bench.Time.Rests.ShouldBeEmpty();
        bench.Left.ShouldBe(0);
    }

    [Theory, InlineData(10), InlineData(300), InlineData(900)]
    public async Task Merging_WhileRequestsArrive_RestsForMostOfTheTime(int pieceMicroseconds)
    {
        MergeBench? bench = null;
        using (bench = new MergeBench { Written = _ => bench!.Read(), PieceTakes = TimeSpan.FromMicroseconds(pieceMicroseconds) })
        {
            bench.Read();
            await bench.RunAsync();
            bench.Pieces.ShouldAllBe(bytes => bytes == Small);
            bench.Time.Rests.Count.ShouldBe(bench.Pieces.Count);
            bench.Time.Rests.ShouldAllBe(rest => rest >= bench.PieceTakes * MergePace.RestShare);
            bench.Time.Rests.ShouldAllBe(rest => rest.Ticks % TimeSpan.TicksPerMillisecond == 0, "timers cut off the rest of a millisecond");
            bench.Left.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Merging_WhenRequestsStop_GoesBackToFullSpeed()
    {
        MergeBench? bench = null;
        void ReadAtFirst(int piece)
        {
            if (piece < 4)
                bench!.Read();
        }

        using (bench = new MergeBench { Written = ReadAtFirst })
        {
            bench.Read();
            await bench.RunAsync();
            int small = bench.Pieces.FindIndex(bytes => bytes > Small);
            small.ShouldBeGreaterThan(4, "one moment without requests is not the end of them");
            bench.Pieces[small].ShouldBe(Large);
            bench.Time.Rests.Count.ShouldBe(small);
            (bench.Time.Rests.Count * (MergePace.RestShare + 1)).ShouldBeInRange(100, 200, "milliseconds until it was quiet for long enough");
        }
    }

    [Fact]
    public async Task Merging_WhenRequestsBegin_GivesWayAfterTheBatchUnderWay()
    {
        MergeBench? bench = null;
        void ReadLater(int piece)
        {
            if (piece >= 2)
                bench!.Read();
        }

        using (bench = new MergeBench { Written = ReadLater })
        {
            await bench.RunAsync();
            bench.Pieces[..3].ShouldAllBe(bytes => bytes == Large);
            bench.Pieces[3..].ShouldAllBe(bytes => bytes == Small);
        }
    }

    // Each piece costs more than the floor allows for one so small, so that only larger ones reach it.
    [Fact]
    public async Task Merging_UnderEndlessLoadOnASlowDisk_KeepsToItsFloor()
    {
        MergeBench? bench = null;
        using (bench = new MergeBench { Written = _ => bench!.Read(), PieceTakes = TimeSpan.FromMilliseconds(40) })
        {
            bench.Read();
            await bench.RunAsync();
            bench.Pieces.Max().ShouldBe(Large);
            bench.Took.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds((double)MergeBench.Bytes / MergePace.FloorBytes) + (2 * bench.PieceTakes));
            bench.Left.ShouldBe(0);
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Merging_AtARate_KeepsToItWhetherAnybodyAsksOrNot(bool asks)
    {
        const int rate = 4 << 20;
        MergeBench? bench = null;
        void Read(int piece)
        {
            if (asks)
                bench!.Read();
        }

        using (bench = new MergeBench(rate) { Written = Read })
        {
            await bench.RunAsync();
            bench.Took.TotalSeconds.ShouldBe((double)MergeBench.Bytes / rate, tolerance: 0.001);
        }
    }

    [Fact]
    public void Merging_ThatIsStoppedInARest_Ends()
    {
        using var bench = new MergeBench(rate: 1) { Time = new RestingTime { StandsStill = true } };
        bench.Start();
        bench.Time.HasRested.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        bench.Stop();
        bench.Pieces.Count.ShouldBe(1);
        bench.Left.ShouldBe(MergeBench.Bytes - Large);
    }
}
