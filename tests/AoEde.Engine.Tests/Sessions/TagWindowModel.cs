namespace AoEde.Engine.Tests.Sessions;

/// <summary>The tag window as its description has it: two sets of numbers, and which of them are still looked at.</summary>
internal sealed class TagWindowModel
{
    private const uint Values = 32_768;
    private readonly HashSet<uint> _running = [];
    private readonly HashSet<uint> _done = [];
    private uint? _newest;

    public bool IsRunning(uint value) => _running.Contains(value);

    public bool IsDone(uint value) => _done.Contains(value);

    public void Begin(uint value)
    {
        if (_newest is { } newest && Behind(newest, value) >= Values)
        {
            bool isNear = Behind(value, newest) < Values;
            _newest = value;
            Keep(v => isNear && Behind(value, v) < Values);
        }

        _newest ??= value;
        _running.Add(value);
    }

    public void End(uint value, bool succeeded)
    {
        if (_running.Remove(value) && succeeded)
            _done.Add(value);
    }

    // How far the second lies behind the first on the circle of all values.
    private static ulong Behind(uint newest, uint value) => (newest + (1UL << 32) - value) % (1UL << 32);

    private void Keep(Func<uint, bool> isKept)
    {
        _running.RemoveWhere(v => !isKept(v));
        _done.RemoveWhere(v => !isKept(v));
    }
}
