using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Testing.Ordering;
using AoEde.Wire.Tests.Conformance;
using Xunit.Abstractions;

namespace AoEde.Wire.Tests.Ordering;

/// <summary>
/// Three initiators, random overlapping reads and writes, retransmissions, bursts of 256: there is one order that explains
/// every answer, and it is the order of arrival. Two of the setups share a disk engine: half of the seeds each.
/// </summary>
public sealed class OrderingTests(ITestOutputHelper output)
{
    private const int SectorsPerSeed = 24;

    [SkippableTheory, EverySetup]
    public void OverlappingRequests_OfThreeInitiatorsInBursts_HaveOneOrder(int mtu, string engine)
    {
        Requires.OurAgent();
        var seeds = Settings.OrderingSeeds / 2;
        output.WriteLine($"AOEDE_SEED={Settings.Seed} AOEDE_ORDERING_SEEDS={Settings.OrderingSeeds}");
        // Each seed fights for sectors of its own, so that all begin with zeros.
        using var target = new Subject(new SubjectOptions(mtu, engine) { Sectors = seeds * SectorsPerSeed, IsFilled = false });
        target.Me.AskUntilAnswered(target.Me.Config());
        using var port = Initiator.Open(target.InitiatorLink, takesEverything: true);
        var (frames, retransmissions, unanswered) = (0, 0, 0);
        for (var i = 0; i < seeds; i++)
        {
            var options = new OrderingOptions
            {
                Seed = Settings.Seed + i,
                FirstLba = i * SectorsPerSeed,
                Sectors = SectorsPerSeed,
                MostSectorsPerRequest = Math.Min((int)target.MaxSectors, SectorsPerSeed / 4),
            };
            var load = new OrderingLoad(port, target.Me.Target, options);
            var history = load.Run();
            Judge(target, options, load, history).ShouldBeNull($"seed {options.Seed}\n{target.Process.Story}");
            frames += history.Count;
            retransmissions += load.Retransmissions;
            unanswered += history.Count(o => !o.IsAnswered);
        }

        retransmissions.ShouldBeGreaterThan(0);
        output.WriteLine($"{seeds} seeds, {frames} frames, {retransmissions} of them sent again, {unanswered} without an answer");
    }

    private static string? Judge(Subject target, OrderingOptions options, OrderingLoad load, IReadOnlyList<Operation> history) =>
        load.Failure ?? ArrivalOrder.Violation([.. history, Past(target, options)])
        ?? Linearizability.Violation([.. history, Past(target, options)]);

    // What the file holds in the end is one more reading, after all others and past the target.
    internal static Operation Past(Subject target, OrderingOptions options)
    {
        var data = target.Image.Read(options.FirstLba, options.Sectors);
        var found = new uint[options.Sectors];
        for (var i = 0; i < found.Length; i++)
        {
            SectorStamp.TryRead(data.AsSpan(i * TempImage.SectorBytes), options.FirstLba + i, out found[i])
                .ShouldBeTrue($"sector {options.FirstLba + i} of the file");
        }

        return new Operation
        {
            Station = -1,
            Request = int.MaxValue,
            Lba = options.FirstLba,
            Sectors = options.Sectors,
            Sent = Operation.Never - 2,
            Answered = Operation.Never - 1,
            Found = found,
        };
    }
}
