namespace AoEde.Native.Disk;

/// <summary>How the threads of <see cref="CachedWriter"/>s start.</summary>
internal static class WriterThread
{
    // What a writer does needs little.
    private const int StackBytes = 256 << 10;

    /// <summary>Starts a thread; null where the host lets us have no more of them (a container's limit of processes, for instance).</summary>
    public static Thread? TryStart(ThreadStart run)
    {
        var thread = new Thread(run, StackBytes) { IsBackground = true };
        try
        {
            thread.Start();
            return thread;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            return null;
        }
    }
}
