using System.Diagnostics.CodeAnalysis;
using AoEde.Api;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Freezes;

/// <summary>The freezes that are known, each stored before it is shown. For any thread.</summary>
internal sealed class FreezeShelf(FreezeRecords records, ILogger logger)
{
    private readonly Dictionary<string, FreezeEntry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Told, on the thread that made it, of each change; must not block.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>All freezes, ordered by name.</summary>
    public IReadOnlyList<AoEFreeze> Freezes
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Freeze)];
            }
        }
    }

    /// <summary>All entries.</summary>
    public IReadOnlyList<FreezeEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Values];
            }
        }
    }

    /// <summary>Finds one.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out FreezeEntry? entry)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(name, out entry);
        }
    }

    /// <summary>Takes what the records hold.</summary>
    public void Load()
    {
        lock (_gate)
        {
            foreach (var freeze in records.Load())
            {
                _entries[freeze.Metadata.Name!] = new FreezeEntry(freeze);
            }
        }
    }

    /// <summary>Adds one, in place of one of that name that is over. Null when the name is in use.</summary>
    /// <param name="freeze">The freeze.</param>
    /// <param name="isHeld">Whether the caller acts on it, and lets go of its gate after.</param>
    /// <exception cref="IOException">It could not be stored; nothing was added.</exception>
    public FreezeEntry? TryAdd(AoEFreeze freeze, bool isHeld = false)
    {
        lock (_gate)
        {
            var name = freeze.Metadata.Name!;
            if (_entries.TryGetValue(name, out var known) && !known.Freeze.IsComplete())
            {
                return null;
            }

            records.Save(freeze);
            Changed();
            return _entries[name] = new FreezeEntry(freeze, isHeld);
        }
    }

    /// <summary>Changes one. What cannot be stored is told, and holds all the same: the engine has its own record of holds.</summary>
    /// <returns>The object after the change.</returns>
    public AoEFreeze Change(FreezeEntry entry, Func<AoEFreeze, AoEFreeze> change)
    {
        lock (_gate)
        {
            var after = change(entry.Freeze);
            if (ReferenceEquals(after, entry.Freeze))
            {
                return after;
            }

            entry.Freeze = after;
            Changed();
            try
            {
                records.Save(after);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                AgentLog.FreezeNotStored(logger, after.Metadata.Name!, problem);
            }

            return after;
        }
    }

    /// <summary>Removes one and its record, unless another has taken its name.</summary>
    public void Remove(FreezeEntry entry)
    {
        lock (_gate)
        {
            var name = entry.Freeze.Metadata.Name!;
            if (_entries.TryGetValue(name, out var known) && known == entry)
            {
                _entries.Remove(name);
                records.Delete(name);
            }
        }
    }
}
