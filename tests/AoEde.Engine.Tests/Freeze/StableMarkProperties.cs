using AoEde.Engine.Freeze;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>The mark against the obvious definition: up to where all pages are stable.</summary>
public sealed class StableMarkProperties
{
    [Fact]
    public void Mark_PagesInAnyOrder_StandsBeforeTheFirstThatIsMissing() =>
        Prop.ForAll(Gen.Choose(1, 8).NonEmptyListOf().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (units, seed) =>
        {
            var pages = Pages(units);
            bool[] stable = new bool[pages.Count];
            int[] order = [.. Enumerable.Range(0, pages.Count)];
            new Random(seed).Shuffle(order);
            var mark = new StableMark(1 << 20);
            foreach (int page in order)
            {
                mark.Note(pages[page].Offset, pages[page].Bytes);
                stable[page] = true;
                int missing = Array.IndexOf(stable, false);
                mark.Value.ShouldBe(missing < 0 ? pages[^1].Offset + pages[^1].Bytes : pages[missing].Offset);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Mark_MoreGapsThanItHasRoomFor_MakesRoom()
    {
        var mark = new StableMark(0);
        for (long page = 1; page < 1000; page += 2)
            mark.Note(page * 512, 512);
        mark.Value.ShouldBe(0);
        for (long page = 998; page >= 0; page -= 2)
            mark.Note(page * 512, 512);
        mark.Value.ShouldBe(1000 * 512);
    }

    [Fact]
    public void Mark_FromSeveralThreads_ReachesTheEnd()
    {
        const int pages = 40_000;
        var mark = new StableMark(0);
        var threads = Enumerable.Range(0, 3).Select(pump => new Thread(() =>
        {
            for (long page = pump; page < pages; page += 3)
                mark.Note(page * 512, 512);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        mark.Value.ShouldBe(pages * 512L);
    }

    private static List<(long Offset, int Bytes)> Pages(IEnumerable<int> units)
    {
        var pages = new List<(long, int)>();
        long offset = 1 << 20;
        foreach (int unit in units)
        {
            pages.Add((offset, unit * 512));
            offset += unit * 512;
        }

        return pages;
    }
}
