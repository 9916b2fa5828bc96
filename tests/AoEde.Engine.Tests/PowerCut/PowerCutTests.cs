using Xunit.Abstractions;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// What a power cut may leave of short histories, at every moment of them: whatever was promised is there, whatever was not is old or
/// new and nothing else, a frozen base is as it was, and the shadow is never lost.
/// </summary>
public sealed class PowerCutTests(ITestOutputHelper output) : IDisposable
{
    private readonly RecoveryBook _recoveries = new();
    private readonly Tally _tally = new();

    public void Dispose()
    {
        output.WriteLine(_tally.ToString());
        _recoveries.Dispose();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void PowerCut_WriteThrough_LeavesWhatWasAcknowledged(int lanes, bool isDevice)
    {
        var setup = new PowerSetup { Lanes = lanes, IsDevice = isDevice };
        for (int seed = 0; seed < 12; seed++)
            Run(setup, seed, History.Requests(setup, new Random(seed), 9));
    }

    [Fact]
    public void PowerCut_WriteBehind_LeavesWhatWasFlushed()
    {
        var setup = new PowerSetup { Lanes = 2, WriteBehind = true };
        for (int seed = 0; seed < 12; seed++)
            Run(setup, seed, History.Requests(setup, new Random(seed), 10));
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, false, false)]
    [InlineData(2, true, false)]
    [InlineData(2, false, true)]
    public void PowerCut_OverAFreeze_LeavesWhatWasPromised(int lanes, bool isDevice, bool writeBehind)
    {
        var setup = new PowerSetup { Lanes = lanes, IsDevice = isDevice, WriteBehind = writeBehind };
        for (int seed = 0; seed < 16; seed++)
            Run(setup, seed, History.OfAFreeze(setup, new Random(seed)));
    }

    [Fact]
    public void PowerCut_WithPagesOfSeveralSectorsAndSeveralBatches_LeavesWhatWasPromised()
    {
        // More ranges than one journal page of 512 bytes names, and than one batch of the merger takes.
        var setup = new PowerSetup { Sectors = 160, Requests = 96, MostStates = 64 };
        for (int seed = 0; seed < 2; seed++)
        {
            var random = new Random(seed);
            var writes = Enumerable.Range(0, 75).Select(i => new Step(StepKind.Write, (ulong)i * 2, 1)).ToArray();
            random.Shuffle(writes);
            Run(setup, seed, [new(StepKind.Freeze), .. writes, new(StepKind.Thaw), .. History.Requests(setup, random, 6), new(StepKind.End)]);
        }
    }

    // Runs a history, and then what follows after one power cut in it, and after another in that.
    private void Run(PowerSetup setup, int seed, IEnumerable<Step> steps)
    {
        CrashImage? image = null;
        for (int cuts = 0; cuts < 3; cuts++)
        {
            try
            {
                using var bench = new PowerBench(setup, seed, _tally, _recoveries, image);
                bench.Run(image is null ? steps : History.After(image.Outcome, setup, new Random(seed)));
                foreach (var sector in bench.BaseNow())
                    sector.Version.ShouldBe(bench.Promises.SubmittedAt((int)sector.Lba));
                bench.BaseNow().Select(s => (int)s.Lba).ShouldBe(Enumerable.Range(0, setup.Sectors));
                bench.Disk.Base.Written.ShouldAllBe(i => i >= World.BaseIndex(0) && i < World.BaseIndex(setup.Sectors));
                image = bench.Drawn;
            }
            catch (PowerCutException e)
            {
                throw new PowerCutException($"Seed {seed}, after {cuts} power cuts: {e.Message}");
            }
        }
    }
}
