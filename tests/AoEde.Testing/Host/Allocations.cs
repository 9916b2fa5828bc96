namespace AoEde.Testing.Host;

/// <summary>Counts what code on the calling thread allocates.</summary>
public static class Allocations
{
    /// <summary>
    /// Bytes allocated by the one of three rounds that allocated least. What the code allocates shows in each round; what the runtime
    /// allocates once on the thread (loading a type, replacing a method in the middle of its loop) does not.
    /// </summary>
    /// <param name="round">What is measured; it runs three times.</param>
    public static long LeastOf(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
