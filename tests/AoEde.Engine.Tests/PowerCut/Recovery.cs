using System.Collections;
using AoEde.Engine.Freeze;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// Opens every state of a shadow once, as the engine does at a start, and cuts the power again while it is being opened: whatever
/// that leaves must say the same. Only header and journal are given to it, as it must not look at anything else.
/// </summary>
/// <param name="standIn">Path of an empty file.</param>
/// <param name="secondStandIn">Path of another, as the first is locked while it is open.</param>
/// <param name="sectors">Sectors of the target.</param>
/// <param name="tally">What is counted.</param>
internal sealed class Recovery(string standIn, string secondStandIn, long sectors, Tally tally) : IPowerHost
{
    private const int MostSecondCuts = 24;
    private static readonly Recovered Nothing = new(Outcome.None, new BitArray(0), Problem: null) { WasCutToo = true };
    private readonly Dictionary<ulong, Recovered> _known = [];
    private PowerFile? _cutHere;
    private List<Recovered> _afterSecondCut = [];

    /// <summary>What a restart makes of a state.</summary>
    public Recovered Of(CutPoint point, int[] picks)
    {
        if (!point.HasShadow(picks))
            return Nothing;
        ulong key = point.MetaKey(picks);
        if (_known.TryGetValue(key, out var known) && known.WasCutToo)
            return known;
        return _known[key] = OpenAndCut(point.MetaOf(picks));
    }

    public void Run(Action begin, Action end, DiskCall call = DiskCall.Other)
    {
        begin();
        end();
    }

    public void Settle(PowerFile file, PendingSync sync)
    {
        Cut();
        file.End(sync);
        Cut();
    }

    public bool Forgets(PowerFile file, long offset) => false;

    public void ShadowIs(Existence existence) => throw new NotSupportedException("Opening a shadow neither makes nor deletes it.");

    public void Cut()
    {
        if (_cutHere is not { } file)
            return;
        _cutHere = null;
        var point = new CutPoint(file, Existence.Yes, baseFile: null, sectors);
        StateWalk.Visit(point.Counts, MostSecondCuts, new Random(1), picks =>
        {
            tally.SecondCuts++;
            ulong key = point.MetaKey(picks);
            if (!_known.TryGetValue(key, out var recovered))
                _known[key] = recovered = Open(secondStandIn, point.MetaOf(picks));
            _afterSecondCut.Add(recovered);
        });
        _cutHere = file;
    }

    private Recovered OpenAndCut(PowerFile meta)
    {
        _afterSecondCut = [];
        _cutHere = meta;
        var recovered = Open(standIn, meta);
        _cutHere = null;
        recovered.WasCutToo = true;
        return _afterSecondCut.Find(r => !r.SaysTheSameAs(recovered)) is { } other
            ? recovered with { Problem = $"after a second power cut while it was opened it is {other.Outcome}: {other.Problem}" }
            : recovered;
    }

    private Recovered Open(string path, PowerFile meta)
    {
        tally.Opened++;
        var map = new BitArray((int)sectors);
        try
        {
            using var shadow = World.Open(path, sectors, Wrap);
            for (int lba = 0; lba < sectors; lba++)
                map[lba] = shadow.Map.IsMapped((ulong)lba, 1);
            var outcome = shadow.Header.State switch
            {
                ShadowState.Preparing => Outcome.Preparing,
                ShadowState.Frozen => Outcome.Frozen,
                _ => Outcome.Merging,
            };
            return new Recovered(outcome, map, Problem: null);
        }
        catch (ShadowLostException e)
        {
            return new Recovered(Outcome.Lost, map, e.Message);
        }

        IShadowIo Wrap(BlockFile file) => new PowerShadowIo(file, meta, this);
    }
}
