using System.Collections.Concurrent;
using AoEde.Engine;

namespace AoEde.NodeAgent.Freezes;

/// <summary>Remembers how the last hold on each target ended, which a thawed target does not tell any more.</summary>
internal sealed class FreezeEnds : IDisposable
{
    private readonly IFreezeEngine _engine;
    private readonly ConcurrentDictionary<string, (HoldEnd End, string Message)> _last = new(StringComparer.Ordinal);

    /// <summary>Listens to the engine.</summary>
    public FreezeEnds(IFreezeEngine engine)
    {
        _engine = engine;
        _engine.HoldEnded += Note;
    }

    /// <summary>How the last hold on a target ended; null when none did since the agent runs.</summary>
    public (HoldEnd End, string Message)? Last(string target) => _last.TryGetValue(target, out var last) ? last : null;

    /// <summary>Forgets a target that is gone.</summary>
    public void Forget(string target) => _last.TryRemove(target, out _);

    /// <summary>Stops listening.</summary>
    public void Dispose() => _engine.HoldEnded -= Note;

    private void Note(object? sender, HoldEndedEventArgs ended) => _last[ended.Target] = (ended.End, ended.Message);
}
