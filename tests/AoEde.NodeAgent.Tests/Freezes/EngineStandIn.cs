using AoEde.Engine;
using AoEde.NodeAgent.Freezes;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Tests.Freezes;

/// <summary>An engine without disks: targets that freeze at once, and ends that come when a test says so.</summary>
internal sealed class EngineStandIn(TimeProvider time) : IFreezeEngine
{
    private readonly Dictionary<string, TargetStatus> _targets = new(StringComparer.Ordinal);

    public event EventHandler<HoldEndedEventArgs>? HoldEnded;

    public event EventHandler? Changed;

    /// <summary>What the next freeze is refused with.</summary>
    public FreezeException? Refusal { get; set; }

    /// <summary>Called when a freeze is being made, before it is.</summary>
    public Func<Task>? WhileFreezing { get; set; }

    /// <summary>The frozen view is not on the wire yet: its address is being probed.</summary>
    public bool ViewComesLater { get; set; }

    public void ShowView(string target)
    {
        Set(target, freeze => freeze with { ViewAddress = new AoeAddress(9, 201) });
        RaiseChanged();
    }

    public List<string> Calls { get; } = [];

    public void Serve(params string[] names)
    {
        foreach (var name in names)
            _targets[name] = Samples.Exported(name);
    }

    public void Drop(string name) => _targets.Remove(name);

    /// <summary>The target's device is not open, for a reason; its holds are not known then.</summary>
    public void Close(string name, string reason) =>
        _targets[name] = Samples.Failing("DeviceReady", ConditionState.False, reason, $"{reason} it is.") with { Name = name };

    public void Hold(string id, string target, string holder = "somebody", TimeSpan? ttl = null) => Set(target, freeze => freeze with
    {
        State = FreezeState.Frozen,
        Since = freeze.Since ?? time.GetUtcNow(),
        Holders =
        [
            .. freeze.Holders,
            new HoldStatus(id, holder, freeze.Since ?? time.GetUtcNow(), time.GetUtcNow() + (ttl ?? TimeSpan.FromHours(1)), ttl ?? TimeSpan.FromHours(1)),
        ],
        ExpiresAt = time.GetUtcNow() + (ttl ?? TimeSpan.FromHours(1)),
        ShadowBytes = 4096,
        LimitBytes = 1 << 30,
        Sequence = 7,
        ViewAddress = ViewComesLater ? null : new AoeAddress(9, 201),
    });

    /// <summary>Ends the hold on one target, and merging with it unless it is to take its time.</summary>
    public void End(string id, string target, HoldEnd end, string message = "so it goes", bool isMerging = false)
    {
        var hold = _targets[target].Freeze.Holders.Single(hold => hold.Id == id);
        LetGo(id, target, isMerging);
        HoldEnded?.Invoke(this, new HoldEndedEventArgs(target, hold, end, message));
        RaiseChanged();
    }

    public void FinishMerging(string target, bool isTold = true)
    {
        Set(target, _ => FreezeStatus.None);
        if (isTold)
            RaiseChanged();
    }

    public void RaiseChanged() => Changed?.Invoke(this, EventArgs.Empty);

    public void Tell(HoldEndedEventArgs ended) => HoldEnded?.Invoke(this, ended);

    public IReadOnlyList<TargetStatus> Status()
    {
        lock (_targets)
            return [.. _targets.Values];
    }

    public async Task FreezeAsync(FreezeRequest request, CancellationToken cancellation)
    {
        Calls.Add($"freeze {request.Id} {string.Join('+', request.Targets)} for {request.Holder} {request.Ttl} {(request.JoinExisting ? "join" : "alone")}");
        await (WhileFreezing?.Invoke() ?? Task.CompletedTask);
        if (Refusal is not null)
            throw Refusal;
        foreach (var target in request.Targets)
            Hold(request.Id, target, request.Holder, request.Ttl);
    }

    public Task RenewAsync(string id, TimeSpan? ttl, CancellationToken cancellation)
    {
        Calls.Add($"renew {id} {ttl}");
        Known(id);
        foreach (var target in TargetsOf(id))
        {
            Set(target, freeze => freeze with
            {
                Holders = [.. freeze.Holders.Select(hold => hold.Id == id
                    ? hold with { Ttl = ttl ?? hold.Ttl, ExpiresAt = time.GetUtcNow() + (ttl ?? hold.Ttl) }
                    : hold)],
            });
        }

        return Task.CompletedTask;
    }

    public bool MergesAtOnce { get; set; } = true;

    public Task ReleaseAsync(string id, CancellationToken cancellation)
    {
        Calls.Add($"release {id}");
        Known(id);
        foreach (var target in TargetsOf(id))
            LetGo(id, target, isMerging: !MergesAtOnce);
        return Task.CompletedTask;
    }

    public IReadOnlyList<ChangedRange> ChangedRanges(string target) =>
        _targets[target].Freeze.State == FreezeState.Frozen ? [new(512, 1024), new(8192, 512)] : [];

    private void LetGo(string id, string target, bool isMerging) => Set(target, freeze =>
    {
        HoldStatus[] others = [.. freeze.Holders.Where(hold => hold.Id != id)];
        if (others.Length > 0)
            return freeze with { Holders = others };
        return isMerging ? new FreezeStatus { State = FreezeState.Merging, MergeRemainingBytes = 4096 } : FreezeStatus.None;
    });

    private string[] TargetsOf(string id) =>
        [.. _targets.Values.Where(target => target.Freeze.Holders.Any(hold => hold.Id == id)).Select(target => target.Name)];

    private void Known(string id)
    {
        if (TargetsOf(id).Length == 0)
            throw new FreezeException("NotFound", $"there is no hold {id}");
    }

    private void Set(string target, Func<FreezeStatus, FreezeStatus> change)
    {
        lock (_targets)
            _targets[target] = _targets[target] with { Freeze = change(_targets[target].Freeze) };
    }
}
