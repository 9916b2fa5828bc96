using AoEde.Engine.Freeze;
using AoEde.Engine.Wire;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// Freezes, thaws and ends, in the order in which <see cref="FreezeSwitch"/> does it on pumps that have threads; each wait there is
/// a wait here, during which the history goes on.
/// </summary>
internal sealed class FreezeActor(PowerBench bench, string path) : IDisposable
{
    /// <summary>Name of the thread that renews.</summary>
    public const string Actor = "power-renew";
    private IEnumerator<Func<bool>>? _running;
    private ShadowFile? _shadow;
    private Overlay? _overlay;
    private MergeDriver? _merge;
    private Thread? _renewing;
    private volatile bool _isRenewed;

    /// <summary>Whether a step is under way.</summary>
    public bool IsBusy => _running is not null;

    /// <summary>Whether a thread of a freeze is on its way to where the test sees it again.</summary>
    public bool IsRunning => IsMerging() || (_renewing is not null && !_isRenewed && !IsAtDisk(Actor));

    public void Begin(StepKind kind)
    {
        _running = (kind switch
        {
            StepKind.Freeze => Freeze(),
            StepKind.Renew => Renew(),
            StepKind.Thaw => Thaw(),
            _ => End(),
        }).GetEnumerator();
        GoOn();
    }

    public void Collect(List<Action> choices)
    {
        if (_running is { } running && running.Current())
            choices.Add(GoOn);
        if (_merge is { IsResting: true } merge)
        {
            merge.StalledBecause.ShouldBeNull();
            choices.Add(merge.GoOn);
        }
    }

    /// <summary>Goes on with the shadow that a power cut has left.</summary>
    public void Resume(PowerFile shadow, CrashImage image)
    {
        bench.Disk.Shadow = shadow;
        bench.Disk.ShadowExists = Existence.Yes;
        bench.Promises.Expect(image.Outcome);
        bench.Promises.Freeze(image.Base);
        File.WriteAllBytes(path, []);
        _shadow = World.Open(path, bench.Sectors, bench.Disk.OpenShadow);
        if (image.Outcome == Outcome.Preparing)
        {
            Delete();
            return;
        }

        Attach(isFrozen: image.Outcome == Outcome.Frozen);
        bench.Target.Overlay = _overlay;
        if (image.Outcome == Outcome.Merging)
            StartMerging();
    }

    public override string ToString() => $"{_running?.GetType().Name}, merging {_merge}, writes running {!NoWriteRuns()}";

    public void Dispose()
    {
        _renewing?.Join();
        _merge?.Dispose();
        _shadow?.Dispose();
    }

    // After its last write of a batch the merger syncs the base; while another thread does, that is not seen.
    private bool IsMerging() => _merge is { } merge && merge.IsRunning(IsAtDisk(MergeDriver.Actor))
        && !(bench.Disk.Last.GetValueOrDefault(MergeDriver.Actor) == DiskCall.BaseWrite && IsBaseSyncing());

    private bool IsBaseSyncing() => bench.Disk.Foreign.Exists(o => o.Call == DiskCall.BaseSync);

    private bool IsAtDisk(string actor) => bench.Disk.Foreign.Exists(o => o.Actor == actor);

    private void GoOn()
    {
        if (!_running!.MoveNext())
            _running = null;
    }

    private IEnumerable<Func<bool>> Freeze()
    {
        bench.Promises.Expect(Outcome.None | Outcome.Preparing);
        _shadow = ShadowFile.Create(path, World.Header(bench.Sectors, bench.Target.File.Path), bench.Disk.OpenShadow);
        bench.Promises.Expect(Outcome.Preparing);
        Attach(isFrozen: true);
        yield return () => !IsBaseSyncing();
        bench.Target.MakeStable();
        CloseGates();
        yield return () => NoWriteRuns() && !IsBaseSyncing();
        bench.Target.MakeStable();
        bench.Promises.Freeze([.. bench.BaseNow()]);
        bench.Promises.Expect(Outcome.Preparing | Outcome.Frozen);
        _shadow.Update(h => h with { State = ShadowState.Frozen, FrozenAt = World.Noon.AddSeconds(1), StateSince = World.Noon.AddSeconds(1) });
        bench.Promises.Expect(Outcome.Frozen);
        bench.Promises.Promise(bench.Promises.Acknowledged());
        bench.Disk.Cut();
        bench.Target.Overlay = _overlay;
        OpenGates();
    }

    private IEnumerable<Func<bool>> Renew()
    {
        _isRenewed = false;
        _renewing = new Thread(StoreAgain) { Name = Actor };
        _renewing.Start();
        yield return () => _isRenewed;
        _renewing.Join();
        _renewing = null;
    }

    private void StoreAgain()
    {
        try
        {
            _shadow!.Update(h => World.Renewed(h));
        }
        catch (IOException)
        {
            // The test was given up.
        }

        _isRenewed = true;
    }

    private IEnumerable<Func<bool>> Thaw()
    {
        if (bench.Setup.ThawsEarly)
            _overlay!.BeginMerging();
        for (int i = 0; bench.Setup.ThawsEarly && i < 10; i++)
            yield return static () => true;
        CloseGates();
        yield return NoWriteRuns;
        bench.Promises.Expect(Outcome.Frozen | Outcome.Merging);
        _shadow!.Update(h => h with { State = ShadowState.Merging, StateSince = World.Noon.AddSeconds(2) });
        bench.Promises.Expect(Outcome.Merging);
        bench.Disk.Cut();
        _overlay!.BeginMerging();
        OpenGates();
        StartMerging();
    }

    private IEnumerable<Func<bool>> End()
    {
        yield return () => _merge!.IsDone;
        CloseGates();
        yield return NoWriteRuns;
        bench.Target.Overlay = null;
        OpenGates();
        yield return () => bench.Lanes.TrueForAll(l => l.Lane.Shadow!.Operations == 0);
        foreach (var lane in bench.Lanes)
        {
            lane.Line.Detach(lane.Lane.Shadow!.Slot);
            lane.Lane.Shadow.Dispose();
            lane.Lane.Shadow = null;
        }

        _merge!.Dispose();
        _merge = null;
        Delete();
    }

    private void Attach(bool isFrozen)
    {
        _overlay = new Overlay(_shadow!, isFrozen, ShadowFullPolicy.RejectWrites, static () => { }, steps: null);
        foreach (var lane in bench.Lanes)
            LaneControl.AttachShadow(lane.Lane, _shadow!);
    }

    private void Delete()
    {
        bench.Promises.Expect(bench.Promises.Right | Outcome.None);
        _shadow!.Delete();
        _shadow.Dispose();
        _shadow = null;
        bench.Promises.Expect(Outcome.None);
        bench.Disk.Cut();
    }

    private void StartMerging() => _merge = new MergeDriver(bench.Target, _overlay!, bench.Orders);

    private void CloseGates() => bench.Lanes.ForEach(l => l.Lane.Gate.IsClosed = true);

    private void OpenGates()
    {
        foreach (var lane in bench.Lanes)
        {
            lane.Line.OpenGate(lane.Lane);
            lane.HasStarted = true;
        }
    }

    private bool NoWriteRuns() => bench.Lanes.TrueForAll(l => l.Lane.Gate.Running == 0);
}
