using AoEde.Engine.Disk;
using AoEde.Engine.Freeze;
using Xunit.Abstractions;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// The checks of <see cref="PowerCutTests"/> on an engine that does things in a wrong order: a sync that does nothing is one that
/// comes too late. Each must be found.
/// </summary>
public sealed class PowerCutDefectTests(ITestOutputHelper output) : IDisposable
{
    private const int MostSeeds = 40;
    private static readonly PowerSetup TwoLanes = new() { Lanes = 2 };
    private readonly RecoveryBook _recoveries = new();

    public void Dispose() => _recoveries.Dispose();

    [Fact]
    public void Check_WriteAnsweredBeforeItsSync_FindsIt() =>
        Found(TwoLanes with { Ignores = (bench, file, _) => file == bench.Disk.Base }, isFrozen: false).ShouldContain("in the base");

    [Fact]
    public void Check_FlushAnsweredBeforeItsSync_FindsIt() =>
        Found(TwoLanes with { WriteBehind = true, Ignores = (bench, file, _) => file == bench.Disk.Base }, isFrozen: false).ShouldContain("in the base");

    [Fact]
    public void Check_RecordWrittenBeforeItsDataIsStable_FindsIt() =>
        Found(TwoLanes with { Ignores = (bench, file, sync) => file == bench.Disk.Shadow && sync.Covers.All(IsData) }).ShouldContain("in the shadow");

    [Fact]
    public void Check_WriteAnsweredBeforeItsRecordIsStable_FindsIt() =>
        Found(TwoLanes with { Ignores = (bench, file, sync) => file == bench.Disk.Shadow && sync.Covers.Any(IsJournal) }).ShouldContain("(Frozen)");

    [Fact]
    public void Check_BitsClearedBeforeTheCursorIsStored_FindsIt() =>
        Found(TwoLanes with { ForgetsTheCursor = true }).ShouldContain("in the shadow (Merging)");

    [Fact]
    public void Check_CursorStoredBeforeTheBaseIsStable_FindsIt() =>
        Found(TwoLanes with { Ignores = (bench, file, _) => file == bench.Disk.Base && bench.Promises.Right == Outcome.Merging })
            .ShouldContain("in the base (Merging)");

    [Fact]
    public void Check_BothHeadersWrittenBeforeEitherIsStable_FindsIt() =>
        Found(TwoLanes with
        {
            Ignores = (bench, file, sync) => file == bench.Disk.Shadow
                && sync.Covers.All(IsHeader) && sync.Covers.Select(i => i * Sector.Bytes / ShadowLayout.SlotBytes).Distinct().Count() == 1,
        }).ShouldContain("has no whole header");

    [Fact]
    public void Check_FrozenBeforeTheBaseIsStable_FindsIt() =>
        Found(TwoLanes with
        {
            WriteBehind = true,
            Ignores = (bench, file, _) => file == bench.Disk.Base && !bench.Orders.Any(o => o.Operation == DiskOperation.Flush),
        }).ShouldContain("The frozen base has changed");

    [Fact]
    public void Check_BaseWrittenBeforeTheHeaderSaysMerging_FindsIt() =>
        Found(TwoLanes with { ThawsEarly = true }).ShouldContain("The frozen base has changed");

    [Fact]
    public void Check_ShadowNamedBeforeItIsStable_FindsIt() =>
        Found(TwoLanes with { Ignores = (bench, file, _) => file == bench.Disk.Shadow && bench.Promises.Right == (Outcome.None | Outcome.Preparing) })
            .ShouldContain("Lost");

    private static bool IsHeader(long index) => index < World.ShadowIndex(0);

    private static bool IsData(long index) => !World.IsMeta(index, TwoLanes.Sectors);

    private static bool IsJournal(long index) => !IsHeader(index) && !IsData(index);

    private string Found(PowerSetup setup, bool isFrozen = true)
    {
        var tally = new Tally();
        for (int seed = 0; seed < MostSeeds; seed++)
        {
            var random = new Random(seed);
            using var bench = new PowerBench(setup, seed, tally, _recoveries);
            try
            {
                bench.Run(isFrozen ? History.OfAFreeze(setup, random) : History.Requests(setup, random, 9));
            }
            catch (PowerCutException e)
            {
                output.WriteLine($"seed {seed}, state {tally.States}: {e.Message}");
                return e.Message;
            }
        }

        return "nothing was found";
    }
}
