using AoEde.Engine.Hosting;
using AoEde.Engine.Telemetry;
using AoEde.Native;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Freeze;

/// <summary>
/// Who holds which target frozen, and for how long. Everything here runs in the control loop; how a target freezes and thaws
/// is <see cref="FreezeSwitch"/>.
/// </summary>
internal sealed class FreezeKeeper(
    Func<IReadOnlyList<TargetRecord>> records, FreezeSwitch change, Action<TargetRecord> merged, Action<HoldEndedEventArgs> ended,
    TimeProvider time, ILogger logger)
{
    // 255 sectors: a shadow that has less room than this is at its limit for whoever writes that much.
    private const int LargestWrite = byte.MaxValue * ShadowLayout.SectorBytes;

    /// <summary>Whether any target is frozen or merging, so that <see cref="TickAsync"/> has something to do.</summary>
    public bool IsBusy => records().Any(r => r.Freeze is not null);

    /// <summary>Begins a hold.</summary>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="FreezeException">It cannot be; nothing has changed.</exception>
    public async Task FreezeAsync(FreezeRequest request)
    {
        var targets = Check(request);
        var thawed = targets.Where(r => r.Freeze is null).ToArray();
        await change.FreezeAsync(thawed, record => HoldFor(request, record));
        foreach (var record in targets.Except(thawed))
        {
            record.Freeze!.Holds = [.. record.Freeze.Holds, HoldFor(request, record)];
            record.Freeze.Store();
        }

        foreach (var record in targets)
            EngineLog.Frozen(logger, record.Options.Name, request.Holder, record.Freeze!.Holds[^1].Status.ExpiresAt);
    }

    /// <summary>Lets a hold last for its time from now.</summary>
    /// <param name="id">The hold.</param>
    /// <param name="ttl">Another time; null keeps the one it has.</param>
    /// <exception cref="FreezeException">There is no such hold.</exception>
    public void Renew(string id, TimeSpan? ttl)
    {
        foreach (var record in Having(id))
        {
            var freeze = record.Freeze!;
            freeze.Holds = [.. freeze.Holds.Select(h => h.Status.Id == id ? Renewed(h, record) : h)];
            freeze.Store();
        }

        Hold Renewed(Hold hold, TargetRecord record) =>
            Hold.From(hold.Status with { Ttl = Limited(ttl ?? hold.Status.Ttl, record.Options.Freeze) }, time);
    }

    /// <summary>Ends a hold; targets that nobody holds any more begin to thaw.</summary>
    /// <param name="id">The hold.</param>
    /// <exception cref="FreezeException">There is no such hold.</exception>
    public async Task ReleaseAsync(string id)
    {
        foreach (var record in Having(id))
            await EndAsync(record, h => h.Status.Id == id, HoldEnd.Released, "Its holder let go.");
    }

    /// <summary>The shadow of a target took no more, and its freeze is to break rather than to fail writes.</summary>
    /// <param name="record">The target.</param>
    public async Task FullAsync(TargetRecord record)
    {
        if (record.Freeze is not { State: FreezeState.Frozen } freeze)
            return;
        long limit = freeze.Shadow.Header.LimitBytes;
        string why = freeze.Shadow.UsedBytes > limit - LargestWrite
            ? $"The shadow {freeze.Shadow.Path} has reached its limit of {limit} bytes."
            : $"The file system of {freeze.Shadow.Path} has no space left beyond its reserve.";
        EngineLog.ShadowFull(logger, record.Options.Name, why);
        if (freeze.Overlay.ThawsWhenFull)
            await BreakAsync(record, why);
    }

    /// <summary>Ends holds whose time is over, watches the space that is left, and tries again what could not be done.</summary>
    /// <returns>Whether any target's freeze has changed.</returns>
    public async Task<bool> TickAsync()
    {
        var before = Standing();
        foreach (var record in records().Where(r => r.Freeze is not null).ToArray())
        {
            var freeze = record.Freeze!;
            if (freeze.State == FreezeState.Frozen)
            {
                WatchSpace(record, freeze);
                MarkStable(record, freeze);
                if (freeze.Overlay is { ThawsWhenFull: true, FoundNoRoom: true })
                {
                    // The thaw that writes wait for could not be begun.
                    await FullAsync(record);
                }
                else if (freeze.Holds.Any(h => h.IsOver(time)))
                {
                    freeze.Overlay.Reached(FreezeStep.HoldExpired);
                    await EndAsync(record, h => h.IsOver(time), HoldEnd.Expired, "Its time ran out without being renewed.");
                }
                else if (freeze.Holds.Count == 0)
                {
                    await ThawAsync(record);
                }
            }
            else if (freeze.IsMerged)
            {
                await FinishAsync(record);
            }
            else if (freeze.State == FreezeState.Merging)
            {
                StartMerging(record, freeze);
            }
        }

        return !before.SequenceEqual(Standing());
    }

    /// <summary>Goes on with a freeze that was found beside a target's device at start.</summary>
    /// <param name="record">The target, opened, with the freeze.</param>
    public void Resume(TargetRecord record)
    {
        var freeze = record.Freeze!;
        EngineLog.FreezeResumed(logger, record.Options.Name, freeze.State.ToString(), freeze.Shadow.Path);
        if (freeze.State != FreezeState.Merging)
            return;

        // Told again: whoever keeps account of holds may not have heard it before the engine ended.
        var header = freeze.Shadow.Header;
        foreach (var hold in freeze.Holds)
        {
            Tell(record, hold, header.BrokenBecause is null ? HoldEnd.Expired : HoldEnd.Broken,
                header.BrokenBecause ?? "Its time ran out without being renewed.");
        }

        freeze.Holds = [];
        StartMerging(record, freeze);
    }

    /// <summary>Ends a freeze of which everything is in the base.</summary>
    /// <param name="record">A target whose merger is done.</param>
    public async Task FinishAsync(TargetRecord record)
    {
        try
        {
            await change.EndAsync(record);
            if (record.Freeze is null)
                EngineLog.Thawed(logger, record.Options.Name);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            EngineLog.FreezeDelayed(logger, record.Options.Name, e.Message);
        }
    }

    private (FreezeState? State, int Holds)[] Standing() => [.. records().Select(r => (r.Freeze?.State, r.Freeze?.Holds.Count ?? 0))];

    private async Task BreakAsync(TargetRecord record, string why)
    {
        var freeze = record.Freeze!;
        var holds = freeze.Holds;
        if (!await ThawAsync(record, why))
            return;
        freeze.Holds = [];
        foreach (var hold in holds)
            Tell(record, hold, HoldEnd.Broken, why);
    }

    private async Task EndAsync(TargetRecord record, Func<Hold, bool> which, HoldEnd end, string message)
    {
        var freeze = record.Freeze!;
        var over = freeze.Holds.Where(which).ToArray();
        var left = freeze.Holds.Except(over).ToArray();
        freeze.Overlay.Reached(FreezeStep.ThawBegun);
        if (left.Length > 0 || end == HoldEnd.Released)
        {
            freeze.Holds = left;
            freeze.Store();
        }

        // Those that expire stay in the header while it merges, so that a restart can tell of them.
        bool thawed = left.Length == 0 && await ThawAsync(record);
        if (left.Length == 0 && !thawed && end == HoldEnd.Expired)
            return;
        freeze.Holds = left;
        foreach (var hold in over)
            Tell(record, hold, end, message);
    }

    private async Task<bool> ThawAsync(TargetRecord record, string? brokenBecause = null)
    {
        try
        {
            await change.ThawAsync(record, brokenBecause);
            StartMerging(record, record.Freeze!);
            return true;
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // Still frozen; the next tick tries again.
            EngineLog.FreezeDelayed(logger, record.Options.Name, e.Message);
            return false;
        }
    }

    private void StartMerging(TargetRecord record, TargetFreeze freeze)
    {
        if (freeze.State == FreezeState.Merging)
            freeze.StartMerging(record.Target!, () => merged(record));
    }

    private void Tell(TargetRecord record, Hold hold, HoldEnd end, string message)
    {
        EngineLog.HoldEnded(logger, record.Options.Name, hold.Status.Holder, end.ToString(), message);
        ended(new HoldEndedEventArgs(record.Options.Name, hold.Status, end, message));
    }

    // The header says how much of the journal there must be: what is cut off below that is noticed at the next start.
    private void MarkStable(TargetRecord record, TargetFreeze freeze)
    {
        if (freeze.Shadow.StableUpTo == freeze.Shadow.Header.JournalStableUpTo)
            return;
        try
        {
            freeze.Store();
        }
        catch (IOException e)
        {
            EngineLog.FreezeDelayed(logger, record.Options.Name, e.Message);
        }
    }

    private void WatchSpace(TargetRecord record, TargetFreeze freeze)
    {
        try
        {
            freeze.Shadow.IsOutOfSpace = SpaceReserve.Room(freeze.Shadow.Path, record.Options.Freeze.ReservePercent) < 0;
        }
        catch (NativeException e)
        {
            EngineLog.FreezeDelayed(logger, record.Options.Name, e.Message);
        }
    }

    private List<TargetRecord> Check(FreezeRequest request)
    {
        if (request.Id.Length == 0 || request.Targets.Count == 0)
            throw new FreezeException("Invalid", "A freeze needs an id and at least one target.");
        if (records().Any(r => r.Freeze is { } f && f.Holds.Any(h => h.Status.Id == request.Id)))
            throw new FreezeException("AlreadyFrozen", $"The hold {request.Id} is in force already. Renew it, or choose another id.");
        var found = new List<TargetRecord>();
        foreach (string name in request.Targets.Distinct())
        {
            var record = records().FirstOrDefault(r => r.Options.Name == name)
                ?? throw new FreezeException("NotFound", $"There is no target {name} here. 'aoectl targets' lists them.");
            CheckState(record, request.JoinExisting);
            found.Add(record);
        }

        return found;
    }

    private static void CheckState(TargetRecord record, bool mayJoin)
    {
        string name = record.Options.Name;
        if (record.Target is null)
            throw new FreezeException("NotReady", $"Target {name} is not being served: {record.DeviceReady.Message}");
        if (!record.Options.Freeze.Enabled)
            throw new FreezeException("Disabled", $"Target {name} may not be frozen: spec.freeze.enabled is false.");
        if (record.Freeze is not { } freeze)
            return;
        if (freeze.State != FreezeState.Frozen || freeze.Holds.Count == 0)
            throw new FreezeException("Merging", $"Target {name} is still merging its last freeze. Wait until it has thawed and ask again.");
        if (!mayJoin)
        {
            string holders = string.Join(", ", freeze.Holds.Select(h => h.Status.Holder));
            throw new FreezeException("AlreadyFrozen", $"Target {name} is frozen already, held by {holders}. Wait, or ask to join that freeze.");
        }
    }

    private Hold HoldFor(FreezeRequest request, TargetRecord record)
    {
        var now = time.GetUtcNow();
        var options = record.Options.Freeze;
        var frozenAt = record.Freeze?.Shadow.Header.FrozenAt ?? now;
        var ttl = Limited(request.Ttl ?? options.DefaultTtl, options);
        return Hold.From(new HoldStatus(request.Id, request.Holder, frozenAt, now, ttl), time);
    }

    private static TimeSpan Limited(TimeSpan ttl, FreezeOptions options) => ttl < options.MaxTtl ? ttl : options.MaxTtl;

    private TargetRecord[] Having(string id)
    {
        var having = records().Where(r => r.Freeze is { } f && f.Holds.Any(h => h.Status.Id == id)).ToArray();
        return having.Length > 0 ? having : throw new FreezeException("NotFound", $"There is no hold {id} here: it has ended, or was never granted.");
    }
}
