using System.Diagnostics;
using AoEde.Engine.Freeze;

namespace AoEde.FreezeHost;

/// <summary>The step of a freeze at which the process kills itself, as a power cut would: nothing is closed, flushed or answered.</summary>
internal sealed class CrashPoint(string? step, int passes)
{
    private readonly Lock _lock = new();
    private string? _step = step;
    private int _passes = passes;

    /// <summary>Chooses another step; those passed so far do not count.</summary>
    /// <param name="step">The step.</param>
    /// <param name="passes">How often it is passed before.</param>
    public void Set(string step, int passes)
    {
        lock (_lock)
            (_step, _passes) = (step, passes);
    }

    /// <summary>Does not return at the step that was chosen. From any thread.</summary>
    /// <param name="step">The step.</param>
    public void Reached(FreezeStep step)
    {
        if (Volatile.Read(ref _step) is not { } chosen || step.ToString() != chosen)
            return;
        lock (_lock)
        {
            if (_passes-- > 0)
                return;
            Process.GetCurrentProcess().Kill();

            // The signal may take a moment to arrive, and nothing may happen after this step.
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
