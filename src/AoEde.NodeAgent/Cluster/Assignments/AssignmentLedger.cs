using AoEde.Api;

namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>
/// What is assigned to this node, as last heard and as stored. Every change is on the disk before anybody acts on it. For any thread.
/// </summary>
internal sealed class AssignmentLedger
{
    private readonly AssignmentFile _file;
    private readonly string _nodeName;
    private readonly Lock _gate = new();
    private SortedDictionary<string, Assignment> _entries;
    private AoENodeSpec _node;
    private long _version;

    /// <summary>Opens the ledger with what is stored.</summary>
    public AssignmentLedger(AssignmentFile file, string nodeName)
    {
        _file = file;
        _nodeName = nodeName;
        var stored = file.Load();
        _node = stored.Node;
        _entries = new SortedDictionary<string, Assignment>(stored.Targets.ToDictionary(entry => entry.Name, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Raised after a change, on the thread that made it; must not block.</summary>
    public event EventHandler? Changed;

    /// <summary>Everything that is known, ordered by name; entries are never changed.</summary>
    public IReadOnlyList<Assignment> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Values];
            }
        }
    }

    /// <summary>Counts what is news.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>What the administrator wants of the node.</summary>
    public AoENodeSpec Node
    {
        get
        {
            lock (_gate)
            {
                return _node;
            }
        }
    }

    /// <summary>One target; null when nothing is known of it.</summary>
    public Assignment? Find(string name)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault(name);
        }
    }

    /// <summary>Takes in what the API server has.</summary>
    /// <param name="objects">All targets of the cluster.</param>
    /// <param name="node">What the administrator wants of this node; null for what was known.</param>
    /// <returns>Whether that was news.</returns>
    public bool Update(IReadOnlyCollection<AoETarget> objects, AoENodeSpec? node)
    {
        bool isNews;
        lock (_gate)
        {
            _node = node ?? _node;
            var judge = new AssignmentJudge(_nodeName, _node.Suspend);
            var current = objects.Where(target => target.Metadata.Name is not null).ToDictionary(target => target.Metadata.Name!, StringComparer.Ordinal);
            var next = new SortedDictionary<string, Assignment>(StringComparer.Ordinal);
            foreach (var name in _entries.Keys.Union(current.Keys))
            {
                if (judge.Next(_entries.GetValueOrDefault(name), current.GetValueOrDefault(name)) is { } entry)
                {
                    next[name] = entry;
                }
            }

            _entries = next;
            isNews = Save();
        }

        if (isNews)
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }

        return isNews;
    }

    /// <summary>Notes something that the agent did, unless another object has the name by now.</summary>
    /// <param name="entry">The target as it was.</param>
    /// <param name="change">Gives what is known from now on; null to forget it.</param>
    public void Note(Assignment entry, Func<Assignment, Assignment?> change)
    {
        lock (_gate)
        {
            if (_entries.GetValueOrDefault(entry.Name) is not { } known || known.Uid != entry.Uid)
            {
                return;
            }

            if (change(known) is { } after)
            {
                _entries[entry.Name] = after;
            }
            else
            {
                _entries.Remove(entry.Name);
            }

            Save();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private bool Save()
    {
        var isNews = _file.Save(new AssignmentDocument { NodeName = _nodeName, Node = _node, Targets = [.. _entries.Values] });
        if (isNews)
        {
            Interlocked.Increment(ref _version);
        }

        return isNews;
    }
}
