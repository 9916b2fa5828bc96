using System.Diagnostics;

namespace AoEde.Testing.Host;

/// <summary>Waits for something the kernel or another process does, by asking until a deadline.</summary>
public static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>True as soon as the condition holds; false when <paramref name="within"/> has passed.</summary>
    public static bool Holds(Func<bool> condition, TimeSpan within)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > within)
                return false;
            Thread.Sleep(2);
        }

        return true;
    }

    /// <summary>Like <see cref="Holds"/>, with a <see cref="TimeoutException"/> that says what did not happen.</summary>
    public static void True(Func<bool> condition, string what, TimeSpan? within = null)
    {
        if (!Holds(condition, within ?? Patience))
            throw new TimeoutException($"this did not happen in time: {what}");
    }
}
