namespace AoEde.Engine.Wire;

/// <summary>How many error replies to frames that nobody should send may leave each second: noise must not make us noisy.</summary>
internal sealed class ErrorBudget
{
    private const int PerSecond = 1000;
    private long _second;
    private int _spent;

    /// <summary>Whether one more may leave.</summary>
    /// <param name="nowMilliseconds">Now, on a monotonic clock.</param>
    public bool TrySpend(long nowMilliseconds)
    {
        long second = nowMilliseconds / 1000;
        if (second != _second)
        {
            _second = second;
            _spent = 0;
        }

        return _spent++ < PerSecond;
    }
}
