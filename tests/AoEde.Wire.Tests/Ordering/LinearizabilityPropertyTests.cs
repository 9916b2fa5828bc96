using AoEde.Testing.Ordering;

namespace AoEde.Wire.Tests.Ordering;

/// <summary>The checker against a search through all orders, on histories short enough for that.</summary>
public sealed class LinearizabilityPropertyTests
{
    private const int Histories = 20_000;
    private const int Operations = 6;

    [Fact]
    public void Check_RandomShortHistoriesOfOneSector_AgreesWithTheSearch()
    {
        var (accepted, refused) = Compare(sectors: 1, isExact: true);
        accepted.ShouldBeGreaterThan(Histories / 20);
        refused.ShouldBeGreaterThan(Histories / 20);
    }

    /// <summary>What has an order is never refused; what has none nearly always is.</summary>
    [Fact]
    public void Check_RandomShortHistoriesOfTwoSectors_RefusesNothingThatHasAnOrder() =>
        Compare(sectors: 2, isExact: false).Refused.ShouldBeGreaterThan(Histories / 20);

    [Fact]
    public void Check_RandomShortHistoriesWithWritesSentAgain_RefusesNothingThatHasAnOrder() =>
        Compare(sectors: 1, isExact: false, versions: 2).Refused.ShouldBeGreaterThan(Histories / 20);

    [Fact]
    public void ArrivalOrder_PassedWithNothingSentAgain_ImpliesAnOrder()
    {
        var random = new Random(17);
        var passed = 0;
        for (var i = 0; i < Histories; i++)
        {
            var history = Any(random, 1, Operations);
            if (ArrivalOrder.Violation(history) is not null)
                continue;
            passed++;
            Linearizability.Violation(history).ShouldBeNull(string.Join('\n', history));
        }

        passed.ShouldBeGreaterThan(Histories / 50);
    }

    private static (int Accepted, int Refused) Compare(int sectors, bool isExact, int versions = Operations)
    {
        var random = new Random(sectors);
        var (accepted, refused, missed) = (0, 0, 0);
        for (var i = 0; i < Histories; i++)
        {
            var history = Any(random, sectors, versions);
            var hasOrder = HasOrder(history, new HashSet<Operation>(), new uint[sectors]);
            var isRefused = Linearizability.Violation(history) is not null;
            if (hasOrder)
                isRefused.ShouldBeFalse(string.Join('\n', history));
            if (isExact && !hasOrder)
                isRefused.ShouldBeTrue(string.Join('\n', history));
            if (!hasOrder && !isRefused)
                missed++;
            _ = isRefused ? refused++ : accepted++;
        }

        missed.ShouldBeLessThanOrEqualTo(refused / 20);
        return (accepted, refused);
    }

    private static List<Operation> Any(Random random, int sectors, int versions)
    {
        var times = Enumerable.Range(1, 2 * Operations).ToArray();
        random.Shuffle(times);
        var history = new List<Operation>();
        for (var i = 0; i < Operations; i++)
        {
            var (lba, count) = random.Next(3) == 0 ? (0, sectors) : (random.Next(sectors), 1);
            var isWrite = random.Next(5) < 2;
            history.Add(new Operation
            {
                Request = isWrite ? i % versions : i + Operations,
                IsWrite = isWrite,
                Version = isWrite ? (uint)(i % versions) + 1 : 0,
                Lba = lba,
                Sectors = count,
                Sent = Math.Min(times[2 * i], times[(2 * i) + 1]),
                Answered = isWrite && random.Next(6) == 0 ? Operation.Never : Math.Max(times[2 * i], times[(2 * i) + 1]),
            });
        }

        // Readings of something that was written, so that not nearly all histories are wrong.
        var writes = history.Where(o => o.IsWrite).ToList();
        foreach (var read in history.Where(o => !o.IsWrite))
            read.Found = [.. Enumerable.Range(0, read.Sectors).Select(sector => Any(random, writes, read.Lba + sector))];
        return [.. history.OrderBy(o => o.Sent)];
    }

    private static uint Any(Random random, List<Operation> writes, long lba) =>
        random.GetItems<uint>([0, .. writes.Where(w => w.Touches(lba)).Select(w => w.Version)], 1)[0];

    private static bool HasOrder(List<Operation> history, HashSet<Operation> done, uint[] disk)
    {
        var open = history.Where(o => !done.Contains(o)).ToList();
        if (open.TrueForAll(o => !o.IsAnswered))
            return true;
        foreach (var next in open.Where(o => !open.Exists(p => p.Answered < o.Sent)))
        {
            var after = (uint[])disk.Clone();
            if (next.IsWrite)
                after.AsSpan((int)next.Lba, next.Sectors).Fill(next.Version);
            else if (!after.AsSpan((int)next.Lba, next.Sectors).SequenceEqual(next.Found))
                continue;
            done.Add(next);
            var found = HasOrder(history, done, after);
            done.Remove(next);
            if (found)
                return true;
        }

        return false;
    }
}
