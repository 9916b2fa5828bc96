using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Engine;
using AoEde.Kube.Extensions;
using AoEde.NodeAgent.Cluster.Assignments;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Status;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Cluster.Publishing;

/// <summary>
/// Shows statuses on the API server: only what the agent owns, only what differs from what is there, only the latest. While the server is
/// away nothing piles up.
/// </summary>
internal sealed class ClusterStatusSink : IStatusSink, IDisposable
{
    private static readonly Backoff s_backoff = Backoff.Around(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 0.2);

    private readonly AssignmentLedger _ledger;
    private readonly IObjectStore<AoETarget> _targets;
    private readonly IStatusApplier _applier;
    private readonly AgentStatus _statuses;
    private readonly ConditionClock _clock;
    private readonly TargetEvents _events;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Signal _changed = new();
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<string, string> _notes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WrittenStatus> _written = new(StringComparer.Ordinal);
    private HashSet<string> _names = [];
    private volatile Dictionary<string, TargetStatus> _engine = [];
    private volatile Dictionary<string, long?> _generations = [];

    /// <summary>Starts listening.</summary>
    public ClusterStatusSink(
        AssignmentLedger ledger, IObjectStore<AoETarget> targets, IStatusApplier applier, AgentIdentity agent, TargetEvents events, TimeProvider time, ILogger logger)
    {
        _ledger = ledger;
        _targets = targets;
        _applier = applier;
        _clock = new ConditionClock(time);
        _statuses = new AgentStatus(agent, _clock);
        _events = events;
        _time = time;
        _logger = logger;
        _ledger.Changed += Wake;
        _subscription = targets.Subscribe((_, _) => _changed.Set());
    }

    /// <inheritdoc/>
    public void Publish(IReadOnlyList<TargetDocument> targets)
    {
        _engine = targets.ToDictionary(target => target.Name, target => target.Status, StringComparer.Ordinal);
        _events.Look([.. targets.Select(target => target.Status)]);
        _changed.Set();
    }

    /// <summary>Tells which generation of each target the engine has; called after it was told.</summary>
    public void NoteApplied(IEnumerable<AoETarget> targets)
    {
        _generations = targets.ToDictionary(target => target.Metadata.Name!, target => target.Metadata.Generation, StringComparer.Ordinal);
        _changed.Set();
    }

    /// <summary>Says why a target cannot leave; null when nothing is in its way.</summary>
    public void Note(string target, string? why)
    {
        if (why is null ? _notes.TryRemove(target, out _) : !_notes.TryGetValue(target, out var known) || known != why)
        {
            if (why is not null)
            {
                _notes[target] = why;
            }

            _changed.Set();
        }
    }

    /// <summary>Writes what differs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        TimeSpan? wait = null;
        while (true)
        {
            await _changed.WaitAsync(wait, _time, cancellation);
            wait = null;
            foreach (var entry in _ledger.Entries.Where(entry => entry.IsOurs))
            {
                if (await LookAsync(entry, isStopping: false, cancellation) is { } again && (wait is null || again < wait))
                {
                    wait = again;
                }
            }

            ForgetGone();
        }
    }

    /// <summary>Says of every target that the agent is stopping; whatever cannot be said in time stays unsaid.</summary>
    public Task SayStoppingAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        _ledger.Entries.Where(entry => entry.IsOurs && entry.IsWanted),
        new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation },
        async (entry, inner) => await LookAsync(entry, isStopping: true, inner));

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        _ledger.Changed -= Wake;
        _subscription.Dispose();
    }

    private void Wake(object? sender, EventArgs change) => _changed.Set();

    // Null, or when to look again.
    private async Task<TimeSpan?> LookAsync(Assignment entry, bool isStopping, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var written = _written.GetValueOrDefault(entry.Uid) ?? WrittenStatus.None;
        if (_targets.Find(entry.Name) is not { } seen || seen.Metadata.Uid != entry.Uid)
        {
            return null;
        }

        if (!isStopping && now < written.NotBefore)
        {
            return written.NotBefore - now;
        }

        var current = written.Newer(seen);
        var generation = entry.State == AssignmentState.Serving && !entry.IsClosed ? _generations.GetValueOrDefault(entry.Name) : entry.Target.Metadata.Generation;
        var facts = new StatusFacts(generation, _notes.GetValueOrDefault(entry.Name), isStopping);
        var wanted = _statuses.Of(entry, _engine.GetValueOrDefault(entry.Name), facts, current.Status);
        if (wanted is null || current.Status?.Assignment is not { } assignment || assignment.Epoch != entry.Epoch)
        {
            // Not ours to speak of yet, or not any more: the ledger hears of it in a moment.
            return null;
        }

        var shown = AgentStatus.Owned(current.Status);
        var decision = StatusThrottle.Decide(wanted, shown, written.Times, now);
        return decision.Write is { } status ? await WriteAsync(entry, seen, status, shown, written, cancellation) : decision.LookAgain;
    }

    private async Task<TimeSpan?> WriteAsync(
        Assignment entry, AoETarget seen, AoETargetStatus status, AoETargetStatus shown, WrittenStatus written, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        try
        {
            var after = await _applier.ApplyStatusAsync<AoETarget>(
                entry.Name, null, (JsonObject)ApiJson.ToTree(status), FieldManagers.Agent, entry.Uid, cancellation);
            var initiators = StatusThrottle.Same(status.Initiators, shown.Initiators) ? written.Times.Initiators : now;
            _written[entry.Uid] = new WrittenStatus(seen.Metadata.ResourceVersion, after, new WriteTimes(now, initiators), 0, default);
            return StatusThrottle.Slow;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            var failures = written.Failures + 1;
            var delay = s_backoff.After(failures);
            _written[entry.Uid] = written with { Failures = failures, NotBefore = now + delay };
            if (failures == 1)
            {
                // Once each time it begins: a server that is away for an hour is one line, not hundreds.
                NodeLog.StatusRefused(_logger, entry.Name, problem.Message, delay);
            }

            return delay;
        }
    }

    private void ForgetGone()
    {
        var entries = _ledger.Entries;
        var uids = entries.Select(entry => entry.Uid).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _written.Keys.Where(uid => !uids.Contains(uid)).ToArray())
        {
            _written.TryRemove(gone, out _);
        }

        var names = entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _names.Except(names, StringComparer.Ordinal))
        {
            _notes.TryRemove(gone, out _);
            _clock.Forget(gone);
        }

        _names = names;
    }
}
