using AoEde.Engine.Hosting;
using AoEde.Engine.State;

namespace AoEde.Engine.Freeze;

/// <summary>
/// Takes targets through the states of a freeze. What is on the disk at each step, and what a restart makes of it:
/// <list type="table">
/// <item><term>Shadow created, preparing</term><description>Nothing is in it: it is deleted.</description></item>
/// <item><term>Header frozen</term><description>Every write acknowledged before is in the base, none after: frozen again.</description></item>
/// <item><term>Header merging</term><description>Below the cursor the base is newer, above it the shadow: merging again.</description></item>
/// <item><term>State forgets the shadow, then it is deleted</term><description>All of it is in the base: found or not, nothing is lost.</description></item>
/// </list>
/// </summary>
internal sealed class FreezeSwitch(SoftStateKeeper keeper, FreezeOpener opener, IViewKeeper views, TimeProvider time)
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(2);

    /// <summary>Freezes targets at one barrier.</summary>
    /// <param name="records">Open targets that are thawed.</param>
    /// <param name="hold">The first hold of each.</param>
    /// <exception cref="FreezeException">It could not be done; nothing has changed.</exception>
    public async Task FreezeAsync(IReadOnlyList<TargetRecord> records, Func<TargetRecord, Hold> hold)
    {
        if (records.Count == 0)
            return;
        var prepared = new List<TargetRecord>();
        try
        {
            foreach (var record in records)
            {
                prepared.Add(record);
                await PrepareAsync(record);
            }

            // Most of what is dirty is written before anybody waits for it.
            await SyncAsync(records);
            await using var barrier = await WriteBarrier.RaiseAsync(records, LongestHold, time);
            await SyncAsync(records).WaitAsync(LongestHold, time);
            foreach (var record in records)
                record.Freeze!.Overlay.Reached(FreezeStep.WritesHeld);
            StoreFrozen(records, hold);
            foreach (var record in records)
                Switch(record);
        }
        catch (Exception e)
        {
            foreach (var record in prepared.Where(r => r.Freeze is not null))
                await UndoAsync(record);
            throw e as FreezeException ?? Failed(e);
        }

        foreach (var record in records)
            views.Show(record);
    }

    /// <summary>Lets a target's base be written again; merging may start.</summary>
    /// <param name="record">A frozen target.</param>
    /// <param name="brokenBecause">Why the freeze could not be kept; null when it ends as it should.</param>
    /// <exception cref="IOException">The header could not be written; still frozen.</exception>
    /// <exception cref="TimeoutException">Some write takes too long; still frozen.</exception>
    public async Task ThawAsync(TargetRecord record, string? brokenBecause)
    {
        var freeze = record.Freeze!;
        await views.HideAsync(record);
        await using var barrier = await WriteBarrier.RaiseAsync([record], TargetDevices.DrainLimit, time);
        freeze.Store(h => h with { State = ShadowState.Merging, StateSince = time.GetUtcNow(), BrokenBecause = brokenBecause });
        freeze.Overlay.Reached(FreezeStep.HeaderMerging);
        freeze.Overlay.BeginMerging();
        freeze.State = FreezeState.Merging;
        freeze.Overlay.Reached(FreezeStep.Merging);
    }

    /// <summary>Ends a freeze of which everything is in the base.</summary>
    /// <param name="record">A target whose merger is done.</param>
    public async Task EndAsync(TargetRecord record)
    {
        if (record.Freeze is not { State: FreezeState.Merging, IsMerged: true } freeze || record.Target is not { } target)
            return;
        await using (await WriteBarrier.RaiseAsync([record], TargetDevices.DrainLimit, time))
            target.Overlay = null;
        await Task.WhenAll(record.Lanes.Select(l => l.Pump.DetachShadowAsync(target)));
        await ForgetAsync(record, freeze);
        record.Freeze = null;
        freeze.Dispose();
    }

    private async Task PrepareAsync(TargetRecord record)
    {
        var target = record.Target!;
        record.Freeze = opener.Create(record);
        record.Freeze.Overlay.Reached(FreezeStep.ShadowCreated);
        string path = record.Freeze.Shadow.Path;
        long sequence = record.Freeze.Shadow.Header.FreezeSequence;
        await keeper.ChangeAsync(target, state => state with { ShadowPath = path, FreezeSequence = sequence });
        record.Freeze.Overlay.Reached(FreezeStep.ShadowRecorded);
        foreach (var (pump, _) in record.Lanes)
            await pump.AttachShadowAsync(target, record.Freeze.Shadow);
    }

    // All or none: what says frozen and is not would be taken for a good backup after a crash.
    private void StoreFrozen(IReadOnlyList<TargetRecord> records, Func<TargetRecord, Hold> hold)
    {
        try
        {
            foreach (var record in records)
                Store(record, hold);
        }
        catch
        {
            foreach (var record in records)
                record.Freeze!.Store(h => h with { State = ShadowState.Preparing });
            throw;
        }
    }

    private void Store(TargetRecord record, Func<TargetRecord, Hold> hold)
    {
        var freeze = record.Freeze!;
        var now = time.GetUtcNow();
        var first = hold(record);
        freeze.Holds = [first with { Status = first.Status with { FrozenAt = now } }];
        freeze.Store(h => h with { State = ShadowState.Frozen, FrozenAt = now, StateSince = now });
        freeze.Overlay.Reached(FreezeStep.HeaderFrozen);
    }

    private static void Switch(TargetRecord record)
    {
        record.Target!.Overlay = record.Freeze!.Overlay;
        record.Freeze.State = FreezeState.Frozen;
        record.Freeze.Overlay.Reached(FreezeStep.Frozen);
    }

    private async Task UndoAsync(TargetRecord record)
    {
        var freeze = record.Freeze!;
        if (record.Target is { } target)
        {
            await Task.WhenAll(record.Lanes.Select(l => l.Pump.DetachShadowAsync(target)));
            await TryForgetAsync(record, freeze);
        }

        record.Freeze = null;
        freeze.Dispose();
    }

    // What cannot be deleted now is marked as being prepared, and is deleted at the next start.
    private async Task TryForgetAsync(TargetRecord record, TargetFreeze freeze)
    {
        try
        {
            await ForgetAsync(record, freeze);
        }
        catch (IOException)
        {
            // The cause of the failed freeze is what is told; this one has the same.
        }
    }

    // The state forgets the shadow before it is deleted: a state that names a shadow that is gone would be taken for a loss.
    private async Task ForgetAsync(TargetRecord record, TargetFreeze freeze)
    {
        await keeper.ChangeAsync(record.Target!, state => state with { ShadowPath = null });
        freeze.Overlay.Reached(FreezeStep.ShadowForgotten);
        freeze.Shadow.Delete();
        freeze.Overlay.Reached(FreezeStep.ShadowDeleted);
    }

    private static Task SyncAsync(IReadOnlyList<TargetRecord> records) =>
        Task.WhenAll(records.Select(r => Task.Run(r.Target!.MakeStable)));

    private static FreezeException Failed(Exception cause) => cause is TimeoutException
        ? new FreezeException("Busy", $"Writes were not stable within {LongestHold.TotalSeconds:0} s, so nothing was frozen. The device is slow or stuck; try again.", cause)
        : new FreezeException("ShadowFailed", $"Nothing was frozen: {cause.Message}", cause);
}
