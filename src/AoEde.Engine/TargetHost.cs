using AoEde.Engine.Freeze;
using AoEde.Engine.Health;
using AoEde.Engine.Hosting;
using AoEde.Engine.Safety;
using AoEde.Engine.State;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine;

/// <summary>The engine of one process: keeps the targets it is given on the wire, and says how each of them fares.</summary>
public sealed partial class TargetHost : IAsyncDisposable
{
    // A look at device sizes is a system call per target; the other two are multiples of it.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FreezeTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly ControlLoop _control;
    private readonly SoftStateKeeper _keeper;
    private readonly InterfaceSet _interfaces;
    private readonly AddressWatch _addresses;
    private readonly TargetOpener _opener;
    private readonly TargetSupervisor _supervisor;
    private readonly LinkWatcher _links;
    private readonly EngineMetrics _metrics;
    private readonly FreezeKeeper _freezes;
    private readonly HealthWatch _health;
    private readonly TargetHandover _handover;
    private readonly ITimer _timer;
    private readonly ITimer _freezeTimer;
    private readonly ITimer _pulseTimer;
    private long _lastRetry;
    private long _nextPatrol;

    /// <summary>Makes an engine that serves nothing yet.</summary>
    /// <param name="options">The host it runs on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it reports.</param>
    /// <exception cref="Native.NativeException">The kernel refused to list the links.</exception>
    /// <exception cref="IOException">The state directory cannot be made.</exception>
    public TargetHost(HostOptions options, TimeProvider time, ILogger logger)
    {
        if (options.PumpsPerInterface is < 1 or > HostOptions.MostPumpsPerInterface)
            throw new ArgumentException($"An interface has 1 to {HostOptions.MostPumpsPerInterface} pumps.", nameof(options));
        _time = time;
        var store = options.StateDirectory is { } folder ? new SoftStateStore(folder) : null;
        var conflicts = new ConflictRelay();
        _control = new ControlLoop(logger);
        _keeper = new SoftStateKeeper(store, logger);
        _interfaces = new InterfaceSet(options, _keeper, conflicts, logger);
        _addresses = new AddressWatch(_interfaces, options.WhoIs, time, logger);
        var shadows = new FreezeOpener(options, time);
        _opener = new TargetOpener(options, store, shadows, logger);
        _supervisor = new TargetSupervisor(
            new TargetDevices(options, _opener, logger), _interfaces, _addresses, new SizeWatch(_keeper, logger), logger);
        _handover = new TargetHandover(_supervisor, _keeper, store, shadows);
        _freezes = new FreezeKeeper(
            () => _supervisor.Records, new FreezeSwitch(_keeper, shadows, _supervisor, time), MergeDone, RaiseHoldEnded, time, logger);
        _health = new HealthWatch(_interfaces, time, logger);
        shadows.Full = ShadowFull;
        _supervisor.Resumed = _freezes.Resume;
        _supervisor.ViewWanted = record => Post(() => _supervisor.BringUpViewAsync(record));
        _interfaces.PumpFailed = (pump, cause) => Post(() => _supervisor.PumpFailedAsync(pump, cause));
        conflicts.IsOwn = _interfaces.IsOwn;
        conflicts.Report = (target, other, done) => Post(() => HeardAnother(target, other, done));
        _links = new LinkWatcher(change => Post(() => _supervisor.LinkChangedAsync(change)));
        foreach (var link in _links.Links)
            _interfaces.Note(link);
        _links.Start();
        _metrics = new EngineMetrics(() => _supervisor.Records, () => _interfaces.Pumps);
        _lastRetry = time.GetTimestamp();
        _nextPatrol = NextPatrol();
        _timer = time.CreateTimer(_ => _control.Post(OnTickAsync), null, Tick, Tick);
        _freezeTimer = time.CreateTimer(_ => OnFreezeTick(), null, FreezeTick, FreezeTick);
        _pulseTimer = time.CreateTimer(_ => OnPulseTick(), null, PulseTick, PulseTick);
    }

    /// <summary>Raised, on a thread of the engine, after some target's status may have changed.</summary>
    public event EventHandler? Changed;

    /// <summary>
    /// Makes <paramref name="desired"/> the targets that are served: adds, changes and removes; a target whose options did not
    /// change is not touched. Returns when each target has settled once: exported, refused with a reason, or suspended.
    /// </summary>
    /// <param name="desired">All targets that shall be served, each with a name of its own.</param>
    /// <param name="ct">Gives up waiting; what was begun is completed.</param>
    public async Task ApplyAsync(IReadOnlyList<TargetOptions> desired, CancellationToken ct)
    {
        await _control.DoAsync(() => ApplyAndLookAsync(desired)).WaitAsync(ct);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>How each target fares now; from any thread.</summary>
    public IReadOnlyList<TargetStatus> Status() => [.. _supervisor.Records.Select(r => r.Snapshot(_interfaces.IsUp))];

    /// <summary>
    /// Every block device of the host that has a medium: whether a writable target could export it, why not, and which target has it. Reads
    /// /proc, /sys and /dev afresh; some tens of milliseconds. From any thread.
    /// </summary>
    public IReadOnlyList<DeviceVerdict> Devices() => _opener.Inventory();

    /// <summary>The initiators of a target that are remembered, at most 256 of each pump of an interface; from any thread.</summary>
    /// <param name="target">The target's name.</param>
    public IReadOnlyList<SessionStatus> Sessions(string target)
    {
        var lanes = _supervisor.Records.FirstOrDefault(r => r.Options.Name == target)?.Lanes ?? [];
        long now = new PumpClock().NowMilliseconds;
        return [.. lanes.SelectMany(l => l.Lanes.SelectMany(x => x.Sessions.List(l.Pump.Options.InterfaceName, now))).OrderBy(s => s.Initiator.Value)];
    }

    /// <summary>Stops intake, answers everything in flight, flushes and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _freezeTimer.DisposeAsync();
        await _pulseTimer.DisposeAsync();
        _links.Dispose();
        await _control.DoAsync(_supervisor.StopAsync);
        await _control.DisposeAsync();
        await _keeper.DisposeAsync();
        _metrics.Dispose();
    }

    private async Task ApplyAndLookAsync(IReadOnlyList<TargetOptions> desired)
    {
        await _supervisor.ApplyAsync(desired);
        _health.Look(_supervisor.Records);
    }

    private void Post(Func<Task> work) => _control.Post(async () =>
    {
        await work();
        _health.Look(_supervisor.Records);
        Changed?.Invoke(this, EventArgs.Empty);
    });

    private async Task HeardAnother(Targets.Target target, Protocol.MacAddress other, Action done)
    {
        if (_supervisor.Records.FirstOrDefault(r => r.Target == target) is { } record)
            await _addresses.HeardAsync(record, other);
        done();
    }

    private async Task OnTickAsync()
    {
        bool changed = await _supervisor.CheckSizesAsync();
        if (_time.GetElapsedTime(_lastRetry) >= RetryInterval)
        {
            _lastRetry = _time.GetTimestamp();
            changed |= await _supervisor.RetryAsync();
        }

        // Initiators come and go without an event: once a minute is often enough to tell of them.
        if (_time.GetTimestamp() >= _nextPatrol)
        {
            _nextPatrol = NextPatrol();
            _addresses.Patrol(_supervisor.Records);
            changed = true;
        }

        changed |= _health.Look(_supervisor.Records);
        if (changed)
            Changed?.Invoke(this, EventArgs.Empty);
    }

    // A fifth either way, so that two hosts that started together do not ask in step for ever.
    private long NextPatrol() =>
        _time.GetTimestamp() + (long)(AddressWatch.Interval.TotalSeconds * (0.8 + (Random.Shared.NextDouble() * 0.4)) * _time.TimestampFrequency);
}
