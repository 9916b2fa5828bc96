using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Ordering;
using AoEde.Wire.Tests.Conformance;
using Xunit.Abstractions;

namespace AoEde.Wire.Tests.Ordering;

/// <summary>
/// Several initiators on one interface that several pumps serve. The order of arrival is nobody's then, since each pump has its own
/// initiators; that there is one order stays.
/// </summary>
public sealed class PumpTests(ITestOutputHelper output)
{
    private const int Stations = 8;
    private const int SectorsPerSeed = 24;

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(4)]
    public void OverlappingRequests_OfInitiatorsAtSeveralPumps_HaveOneOrder(int pumps)
    {
        Requires.OurAgent();
        int seeds = Math.Max(1, Settings.OrderingSeeds / 20);
        output.WriteLine($"AOEDE_SEED={Settings.Seed} AOEDE_ORDERING_SEEDS={Settings.OrderingSeeds}");
        using var target = new Subject(new SubjectOptions(1500, $"auto --pumps {pumps}") { Sectors = seeds * SectorsPerSeed, IsFilled = false });
        target.Me.AskUntilAnswered(target.Me.Config());
        using var port = Initiator.Open(target.InitiatorLink, takesEverything: true);
        for (int i = 0; i < seeds; i++)
        {
            var options = OptionsOf(i);
            var load = new OrderingLoad(port, target.Me.Target, options);
            Judge(target, options, load, load.Run()).ShouldBeNull($"seed {options.Seed}\n{target.Process.Story}");
        }
    }

    [SkippableFact]
    public void FreezeAndThaw_UnderInitiatorsAtSeveralPumps_BaseStandsStillAndOrderStays()
    {
        Requires.OurAgent();
        using var folder = new TempFolder();
        using var target = new Subject(new SubjectOptions(1500, "auto --pumps 2")
        {
            Sectors = SectorsPerSeed,
            IsFilled = false,
            Arguments = ["-f", $"{folder["shadow"]},64"],
        });
        target.Me.AskUntilAnswered(target.Me.Config());
        using var port = Initiator.Open(target.InitiatorLink, takesEverything: true);
        byte[] atFreeze = [];
        var options = OptionsOf(0) with
        {
            Bursts = 6,
            BeforeBurst = burst =>
            {
                if (burst == 2)
                {
                    Signal(target, "frozen: ", "USR1", "USR2");
                    atFreeze = target.Image.Read(0, SectorsPerSeed);
                }
                else if (burst == 4)
                {
                    target.Image.Read(0, SectorsPerSeed).ShouldBe(atFreeze, "the base changed while it was frozen");
                    Signal(target, "thawed: ", "USR1", "USR1", "USR2");
                }
            },
        };
        var load = new OrderingLoad(port, target.Me.Target, options);

        var history = load.Run();

        target.Image.Read(0, SectorsPerSeed).ShouldNotBe(atFreeze, "what was written meanwhile is in the base");
        Judge(target, options, load, history).ShouldBeNull($"seed {options.Seed}\n{target.Process.Story}");
    }

    private static OrderingOptions OptionsOf(int seed) => new()
    {
        Seed = Settings.Seed + seed,
        FirstLba = seed * SectorsPerSeed,
        Sectors = SectorsPerSeed,
        Stations = Stations,
    };

    private static string? Judge(Subject target, OrderingOptions options, OrderingLoad load, IReadOnlyList<Operation> history) =>
        load.Failure ?? Linearizability.Violation([.. history, OrderingTests.Past(target, options)]);

    private static void Signal(Subject target, string line, params string[] signals)
    {
        foreach (string signal in signals)
        {
            Tool.Run("kill", $"-{signal}", $"{target.Process.ProcessId}");
            // Equal signals that wait are joined.
            Eventually.Holds(() => false, TimeSpan.FromMilliseconds(100));
        }

        Eventually.True(() => target.Process.Output.Contains(line, StringComparison.Ordinal), line);
    }
}
