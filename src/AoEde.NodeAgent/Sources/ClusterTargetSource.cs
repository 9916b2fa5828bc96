using System.Runtime.CompilerServices;
using AoEde.Api;
using AoEde.Api.Manifests;
using AoEde.Api.Rules;
using AoEde.Kube.Extensions;
using AoEde.NodeAgent.Cluster.Assignments;
using AoEde.NodeAgent.Hosting;

namespace AoEde.NodeAgent.Sources;

/// <summary>
/// Targets from the API server: those of what is stored at once, and those of every change once the server answers. Targets and nodes are
/// only looked at when the first list of each is in: an empty cache says nothing.
/// </summary>
internal sealed class ClusterTargetSource : ITargetSource
{
    private readonly AssignmentLedger _ledger;
    private readonly IObjectStore<AoETarget> _targets;
    private readonly IObjectStore<AoENode> _nodes;
    private readonly string _nodeName;
    private readonly TimeProvider _time;
    private readonly Signal _changed = new();
    private readonly IDisposable[] _subscriptions;
    private Dictionary<string, string> _told = [];

    /// <summary>Starts listening.</summary>
    /// <param name="ledger">What is known.</param>
    /// <param name="targets">All targets of the cluster.</param>
    /// <param name="nodes">The node's own object.</param>
    /// <param name="nodeName">The node.</param>
    /// <param name="time">The clock.</param>
    public ClusterTargetSource(
        AssignmentLedger ledger, IObjectStore<AoETarget> targets, IObjectStore<AoENode> nodes, string nodeName, TimeProvider time)
    {
        _ledger = ledger;
        _targets = targets;
        _nodes = nodes;
        _nodeName = nodeName;
        _time = time;
        _ledger.Changed += Wake;
        _subscriptions = [targets.Subscribe((_, _) => _changed.Set()), nodes.Subscribe((_, _) => _changed.Set())];
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TargetReading> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var version = _ledger.Version;
        yield return Reading();
        while (true)
        {
            // An empty list is told to nobody: until both are in, somebody has to look.
            await _changed.WaitAsync(IsSynced ? null : TimeSpan.FromMilliseconds(200), _time, cancellation);
            if (IsSynced)
            {
                _ledger.Update(_targets.List(), _nodes.Find(_nodeName)?.Spec);
            }

            if (_ledger.Version is var now && now != version)
            {
                version = now;
                yield return Reading();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ledger.Changed -= Wake;
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private bool IsSynced => _targets.HasSynced && _nodes.HasSynced;

    private void Wake(object? sender, EventArgs change) => _changed.Set();

    private TargetReading Reading()
    {
        var entries = _ledger.Entries;
        var problems = entries.Where(entry => entry.Problem is not null).ToDictionary(entry => entry.Name, entry => entry.Problem!, StringComparer.Ordinal);
        var news = problems.Where(problem => _told.GetValueOrDefault(problem.Key) != problem.Value)
            .Select(problem => new Diagnostic($"AoETarget {problem.Key}", 0, 0, Severity.Error, "", problem.Value, "correct the spec; until then the last good one stays in force"))
            .ToArray();
        _told = problems;
        return new TargetReading([.. entries.Where(entry => entry.IsWanted).Select(entry => entry.Target)], news);
    }
}
