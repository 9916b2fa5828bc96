using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Api.Values;
using AoEde.Engine;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Freezes;

/// <summary>
/// The freezes of this agent: takes what is asked for, tells the engine, hears how holds end, and remembers all of it over restarts.
/// The engine counts the deadlines and keeps its own record of holds; this is the story around them.
/// </summary>
internal sealed class FreezeBook : IAsyncDisposable
{
    private readonly IFreezeEngine _engine;
    private readonly FreezeShelf _shelf;
    private readonly FreezeReconciler _reconciler;
    private readonly FreezeHistory _history;
    private readonly TimeProvider _time;
    private readonly string _hostName;
    private readonly ILogger _logger;
    private readonly WorkLine _work;
    private readonly FreezeEnding _ending;
    private int _looking;

    /// <summary>
    /// Opens the book and listens to the engine. To be opened before targets are, so that no hold ends unheard;
    /// <see cref="StartAsync"/> follows when they are open.
    /// </summary>
    /// <exception cref="IOException">The folder of the records cannot be made.</exception>
    public FreezeBook(IFreezeEngine engine, string stateDirectory, TimeProvider time, string hostName, ILogger logger)
    {
        _engine = engine;
        _time = time;
        _hostName = hostName;
        _logger = logger;
        _shelf = new FreezeShelf(new FreezeRecords(stateDirectory, logger), logger);
        _shelf.Load();
        _reconciler = new FreezeReconciler(_shelf, engine, time, hostName, logger);
        _history = new FreezeHistory(_shelf, time);
        _work = new WorkLine(problem => AgentLog.FreezeBookFailed(logger, problem), _history.Sweep);
        _ending = new FreezeEnding(_shelf, engine, _work, View, time, logger);
        _engine.HoldEnded += OnHoldEnded;
        _engine.Changed += OnChanged;
    }

    /// <summary>Told of each change of a freeze, on any thread; must not block, nor look at the book at once.</summary>
    public Action Changed
    {
        set => _shelf.Changed = value;
    }

    /// <summary>Compares the records with what the engine holds, and follows the engine from then on.</summary>
    public async Task StartAsync()
    {
        // What the engine told while it opened targets says how holds ended; only then can be judged which were lost.
        await _work.CatchUpAsync(_reconciler.RunAsync);
        _history.Sweep();
        _work.Start();
    }

    /// <summary>All freezes, ordered by name, with what the engine says of them now.</summary>
    public IReadOnlyList<AoEFreeze> List()
    {
        _history.Sweep();
        var view = View();
        return [.. _shelf.Freezes.Select(freeze => Shown(freeze, view))];
    }

    /// <summary>One freeze; null when there is none of that name.</summary>
    public AoEFreeze? Find(string name) => _shelf.TryFind(name, out var entry) ? Shown(entry.Freeze, View()) : null;

    /// <summary>
    /// Freezes. The same freeze asked for again is answered as it is; a name whose freeze is over may be used again.
    /// </summary>
    /// <param name="wanted">A freeze without rule violations.</param>
    /// <exception cref="FreezeRefusal">It could not be done.</exception>
    public async Task<(AoEFreeze Freeze, bool IsNew)> CreateAsync(AoEFreeze wanted)
    {
        if (wanted.Spec.Release)
        {
            throw new FreezeRefusal(FreezeRefusal.Invalid, "A new freeze cannot be released already; leave out spec.release.");
        }

        var now = _time.GetUtcNow();
        var metadata = wanted.Metadata with { Uid = Guid.NewGuid().ToString(), CreationTimestamp = now };
        var entry = Add(FreezeStory.Freezing(wanted with { Metadata = metadata }, now));
        if (entry is null)
        {
            return (await RepeatAsync(wanted), false);
        }

        // Held since before anybody could find it: whoever saw it without a hold in the engine would take it for one that was cut off.
        using var _ = new Held(entry.Gate);
        try
        {
            await _engine.FreezeAsync(Request(wanted), CancellationToken.None);
        }
        catch (FreezeException problem)
        {
            var failed = _shelf.Change(entry, freeze => FreezeStory.Failed(freeze, problem.Reason, problem.Message, _time.GetUtcNow()));
            AgentLog.FreezeRefused(_logger, wanted.Metadata.Name!, problem.Reason, problem.Message);
            throw new FreezeRefusal(problem.Reason, problem.Message, failed);
        }

        entry.IsConfirmed = true;
        var view = View();
        var frozen = _shelf.Change(entry, freeze => freeze.IsInForce()
            ? FreezeStory.Frozen(freeze, view.TargetsOf(freeze), view.ExpiresAt(freeze), _time.GetUtcNow())
            : freeze);
        AgentLog.Frozen(_logger, wanted.Metadata.Name!, string.Join(", ", wanted.Spec.Targets), wanted.Spec.Holder);
        return (frozen, true);
    }

    /// <summary>Renews and releases: makes the freeze what <paramref name="change"/> says.</summary>
    /// <param name="name">The freeze.</param>
    /// <param name="change">Gives the object as it shall be, held to the rules.</param>
    /// <exception cref="FreezeRefusal">There is no such freeze, or it could not be done.</exception>
    public async Task<AoEFreeze> UpdateAsync(string name, Func<AoEFreeze, AoEFreeze> change)
    {
        var entry = Get(name);
        using var _ = await HoldAsync(entry);
        var before = entry.Freeze;
        var wanted = change(before);
        if (wanted.Spec.Release && !before.Spec.Release)
        {
            return await _ending.ReleaseAsync(entry, wanted);
        }

        if (wanted.Spec.Ttl != before.Spec.Ttl || wanted.Spec.RenewTime != before.Spec.RenewTime)
        {
            return await RenewAsync(entry, wanted);
        }

        return Shown(entry.Freeze, View());
    }

    /// <summary>Releases a freeze if need be, and forgets it.</summary>
    /// <returns>The freeze as it last was.</returns>
    /// <exception cref="FreezeRefusal">There is no such freeze, or the engine does not let it go.</exception>
    public async Task<AoEFreeze> DeleteAsync(string name)
    {
        var entry = Get(name);
        using var _ = await HoldAsync(entry);
        var last = await _ending.ReleaseAsync(entry);
        _shelf.Remove(entry);
        return last;
    }

    /// <summary>Releases a freeze because its target goes; one that is unknown or over is fine.</summary>
    /// <exception cref="FreezeRefusal">The engine does not let it go.</exception>
    public async Task EndAsync(string name)
    {
        if (!_shelf.TryFind(name, out var entry))
        {
            await _ending.TryReleaseAsync(name);
            return;
        }

        using var _ = await HoldAsync(entry);
        await _ending.ReleaseAsync(entry);
    }

    /// <summary>Stops listening. Freezes stay in force: the engine keeps them over a restart.</summary>
    public async ValueTask DisposeAsync()
    {
        _engine.HoldEnded -= OnHoldEnded;
        _engine.Changed -= OnChanged;
        await _work.DisposeAsync();
    }

    private static FreezeRequest Request(AoEFreeze wanted) => new()
    {
        Id = wanted.Metadata.Name!,
        Targets = wanted.Spec.Targets,
        Holder = wanted.Spec.Holder,
        Ttl = TtlOf(wanted.Spec),
        JoinExisting = wanted.Spec.Join == JoinPolicy.Existing,
    };

    private static TimeSpan? TtlOf(AoEFreezeSpec spec) => spec.Ttl is { } ttl ? GoDuration.Parse(ttl).ToTimeSpan() : null;

    private EngineView View() => new(_engine.Status(), _hostName);

    private AoEFreeze Shown(AoEFreeze freeze, EngineView view) => freeze.Phase() switch
    {
        FreezePhase.Frozen => freeze with
        {
            Status = freeze.Status! with { Targets = view.TargetsOf(freeze), ExpiresAt = view.ExpiresAt(freeze) ?? freeze.Status.ExpiresAt },
        },

        // What the engine shows already, it tells a moment later; whoever asks sees one story.
        FreezePhase.Thawing when !freeze.IsReleasing() && !view.IsMerging(freeze) => FreezeStory.Merged(freeze, _time.GetUtcNow()),
        _ => freeze,
    };

    private FreezeEntry Get(string name) => _shelf.TryFind(name, out var entry)
        ? entry
        : throw new FreezeRefusal(FreezeRefusal.NotFound, $"There is no freeze {name}; 'aoectl freezes' lists those that are.");

    private FreezeEntry? Add(AoEFreeze freeze)
    {
        try
        {
            return _shelf.TryAdd(freeze, isHeld: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FreezeRefusal(
                FreezeRefusal.NotStored, $"The record of {freeze.Metadata.Name} could not be stored, so nothing was frozen: {problem.Message}");
        }
    }

    private async Task<AoEFreeze> RepeatAsync(AoEFreeze wanted)
    {
        var entry = Get(wanted.Metadata.Name!);
        using var _ = await HoldAsync(entry);
        var known = Shown(entry.Freeze, View());
        if (known.IsInForce() && FreezeObjects.AskTheSame(wanted.Spec, known.Spec))
        {
            return known;
        }

        throw known.IsInForce()
            ? new FreezeRefusal(
                FreezeRefusal.Conflict, $"There is a freeze {known.Metadata.Name} with another spec; choose another name, or delete that one.", known)
            : new FreezeRefusal(
                FreezeRefusal.Conflict, $"The freeze {known.Metadata.Name} is {known.Phase()}; choose another name.", known);
    }

    private async Task<AoEFreeze> RenewAsync(FreezeEntry entry, AoEFreeze wanted)
    {
        if (entry.Freeze.Phase() != FreezePhase.Frozen)
        {
            var ended = entry.Freeze.Status?.Condition(FreezeConditions.Complete);
            throw new FreezeRefusal(
                ended?.Reason ?? FreezeRefusal.Conflict, $"The freeze {wanted.Metadata.Name} cannot be renewed: it is {entry.Freeze.Phase()}. {ended?.Message}", entry.Freeze);
        }

        try
        {
            await _engine.RenewAsync(wanted.Metadata.Name!, TtlOf(wanted.Spec), CancellationToken.None);
        }
        catch (FreezeException problem)
        {
            await _work.WaitAsync();
            throw new FreezeRefusal(problem.Reason, problem.Message, entry.Freeze);
        }

        var view = View();
        return _shelf.Change(entry, now => Shown(now with { Spec = wanted.Spec }, view));
    }

    private void OnHoldEnded(object? sender, HoldEndedEventArgs ended) => _work.Add(() => _ending.HoldEndedAsync(ended));

    private void OnChanged(object? sender, EventArgs change)
    {
        // One look that has not begun yet sees all that happened before.
        if (Interlocked.Exchange(ref _looking, 1) == 0)
        {
            _work.Add(() =>
            {
                Volatile.Write(ref _looking, 0);
                return _reconciler.RunAsync();
            });
        }
    }

    private static async Task<IDisposable> HoldAsync(FreezeEntry entry)
    {
        await entry.Gate.WaitAsync();
        return new Held(entry.Gate);
    }

    private sealed class Held(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
