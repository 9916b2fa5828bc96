using AoEde.Engine;

namespace AoEde.NodeAgent.Status;

/// <summary>
/// Remembers since when each condition of each target has its present state. A change of reason or message alone is no transition,
/// as in every Kubernetes status.
/// </summary>
internal sealed class ConditionClock(TimeProvider time)
{
    private readonly Dictionary<(string Target, string Type), (ConditionState State, DateTimeOffset Since)> _transitions = [];
    private readonly Lock _gate = new();

    /// <summary>When the condition took the state it has; now, if it differs from what was seen before.</summary>
    public DateTimeOffset Since(string target, string type, ConditionState state)
    {
        lock (_gate)
        {
            if (!_transitions.TryGetValue((target, type), out var seen) || seen.State != state)
            {
                seen = (state, time.GetUtcNow());
                _transitions[(target, type)] = seen;
            }

            return seen.Since;
        }
    }

    /// <summary>Forgets a target that is gone, so that one of the same name starts anew.</summary>
    public void Forget(string target)
    {
        lock (_gate)
        {
            foreach (var key in _transitions.Keys.Where(key => key.Target == target).ToArray())
            {
                _transitions.Remove(key);
            }
        }
    }
}
