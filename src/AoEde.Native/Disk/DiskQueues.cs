namespace AoEde.Native.Disk;

/// <summary>Makes disk queues and says which kind it chose, and why.</summary>
public static class DiskQueues
{
    /// <summary>Makes a queue.</summary>
    /// <param name="kind">Which; <see cref="DiskEngineKind.Auto"/> prefers io_uring.</param>
    /// <param name="depth">Most operations outstanding.</param>
    /// <param name="buffers">Memory to register, or the default value for none.</param>
    /// <param name="explanation">What was chosen and why, for status and logs.</param>
    /// <exception cref="NativeException">The kind asked for (for Auto: neither) can be had.</exception>
    public static IDiskQueue Open(DiskEngineKind kind, int depth, MemoryRegion buffers, out string explanation) =>
        Open(kind, depth, [buffers], out explanation);

    /// <summary>Makes a queue over several regions, for instance the receive and the transmit ring.</summary>
    /// <param name="kind">Which; <see cref="DiskEngineKind.Auto"/> prefers io_uring.</param>
    /// <param name="depth">Most operations outstanding.</param>
    /// <param name="buffers">Memory to register.</param>
    /// <param name="explanation">What was chosen and why, for status and logs.</param>
    /// <exception cref="NativeException">The kind asked for (for Auto: neither) can be had.</exception>
    public static IDiskQueue Open(DiskEngineKind kind, int depth, ReadOnlySpan<MemoryRegion> buffers, out string explanation) =>
        Open(kind, depth, buffers, IoUringProbe.Real, out explanation);

    /// <summary>Whether io_uring may be used on this host, by trying it.</summary>
    /// <param name="reason">How it works here, or why it does not.</param>
    public static bool IsIoUringUsable(out string reason) => IoUringProbe.Real.IsUsable(out reason);

    internal static IDiskQueue Open(
        DiskEngineKind kind, int depth, ReadOnlySpan<MemoryRegion> buffers, IoUringProbe probe, out string explanation)
    {
        if (kind == DiskEngineKind.LinuxAio)
        {
            explanation = "using Linux AIO, as asked for";
            return new AioQueue(depth);
        }

        if (kind == DiskEngineKind.IoUring)
        {
            var asked = UringQueue.Open(depth, buffers);
            explanation = $"using io_uring, as asked for ({asked.Description})";
            return asked;
        }

        if (!probe.IsUsable(out var reason))
        {
            explanation = $"{reason}: using Linux AIO";
            return new AioQueue(depth);
        }

        try
        {
            var queue = UringQueue.Open(depth, buffers);
            explanation = $"using io_uring ({queue.Description})";
            return queue;
        }
        catch (NativeException refused)
        {
            // Two entries were granted, these were not: a limit on memory or descriptors.
            explanation = $"{probe.Explain(refused)}: using Linux AIO";
            return new AioQueue(depth);
        }
    }
}
