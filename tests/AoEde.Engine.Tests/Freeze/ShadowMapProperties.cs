using AoEde.Engine.Freeze;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>The map against a set, over random histories near the borders of words, pages and the disk.</summary>
public sealed class ShadowMapProperties
{
    private const int Page = 32768;
    private const int Sectors = (3 * Page) + 100;

    private static readonly Gen<int> Place =
        from border in Gen.Elements(0, 64, 128, 640, Page, 2 * Page, 3 * Page, Sectors)
        from distance in Gen.Choose(-70, 70)
        select Math.Clamp(border + distance, 0, Sectors);

    private static readonly Gen<Step> AnyStep =
        from one in Place
        from other in Gen.Frequency((4, Gen.Choose(0, 200).Select(n => -n)), (1, Place))
        from sets in Gen.Choose(0, 2)
        let end = other <= 0 ? Math.Min(Sectors, one - other) : other
        select new Step(Math.Min(one, end), Math.Abs(end - one), sets > 0);

    [Fact]
    public void Map_AnyHistory_AnswersAsTheSet() =>
        Prop.ForAll(AnyStep.ArrayOf().ToArbitrary(), AnyStep.ArrayOf().ToArbitrary(), (history, questions) =>
        {
            using var map = new ShadowMap(Sectors);
            bool[] model = new bool[Sectors];
            foreach (var step in history)
            {
                if (step.Sets)
                    map.Set((ulong)step.Lba, step.Sectors);
                else
                    map.Clear((ulong)step.Lba, step.Sectors);
                Array.Fill(model, step.Sets, step.Lba, step.Sectors);
            }

            map.MappedSectors.ShouldBe(model.Count(bit => bit));
            map.Ranges().ShouldBe(RangesOf(model));
            foreach (var question in questions.Concat(history))
                Ask(map, model, question);
            Walk(map, model, Math.Max(1, history.Length));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Ask(ShadowMap map, bool[] model, Step question)
    {
        var (lba, sectors) = ((ulong)question.Lba, question.Sectors);
        var asked = model.AsSpan(question.Lba, sectors);
        map.IsMapped(lba, sectors).ShouldBe(!asked.Contains(false));
        map.IsUnmapped(lba, sectors).ShouldBe(!asked.Contains(true));
        map.CountUnmapped(lba, sectors).ShouldBe(asked.Count(false));
        if (sectors == 0)
            return;
        int run = asked.IndexOf(!asked[0]);
        map.Run(lba, sectors, out bool mapped).ShouldBe(run < 0 ? sectors : run);
        mapped.ShouldBe(asked[0]);
    }

    private static void Walk(ShadowMap map, bool[] model, int maxSectors)
    {
        bool[] seen = new bool[Sectors];
        ulong from = 0;
        while (map.TryNext(from, maxSectors, out ulong lba, out int sectors))
        {
            lba.ShouldBeGreaterThanOrEqualTo(from);
            sectors.ShouldBeInRange(1, maxSectors);
            Array.Fill(seen, true, (int)lba, sectors);
            from = lba + (ulong)sectors;
        }

        seen.AsSpan().SequenceEqual(model).ShouldBeTrue("every mapped sector is found once, and no other");
    }

    private static List<ChangedRange> RangesOf(bool[] model)
    {
        var ranges = new List<ChangedRange>();
        for (int at = 0; at < model.Length;)
        {
            int end = Array.IndexOf(model, !model[at], at);
            end = end < 0 ? model.Length : end;
            if (model[at])
                ranges.Add(new ChangedRange(at * 512L, (end - at) * 512L));
            at = end;
        }

        return ranges;
    }

    private sealed record Step(int Lba, int Sectors, bool Sets);
}
