using AoEde.Native;
using AoEde.Native.Disk;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Bench;

/// <summary>
/// A disk queue whose completions the test gives, in any order and with any result: what no real disk does on demand.
/// </summary>
internal sealed class ScriptedQueue(int depth = 64) : IDiskQueue
{
    private readonly List<ScriptedOperation> _queued = [];
    private readonly Queue<DiskCompletion> _completions = [];
    private int _slots;

    public string Name => "scripted";

    public int Depth => depth;

    public int Outstanding => _queued.Count + Submitted.Count + _completions.Count;

    public int PollDescriptor => -1;

    /// <summary>Whether a thread says that it has completed something, be it that this was seen before.</summary>
    public bool HasReady { get; set; }

    public bool TryPrepareSleep() => !HasReady;

    /// <summary>What is at the disk now, oldest first.</summary>
    public List<ScriptedOperation> Submitted { get; } = [];

    /// <summary>Everything that ever reached the disk.</summary>
    public List<ScriptedOperation> History { get; } = [];

    /// <summary>Slots that were given up.</summary>
    public List<int> Detached { get; } = [];

    /// <summary>How many operations the kernel takes per submission.</summary>
    public int TakesAtOnce { get; set; } = int.MaxValue;

    /// <summary>How many files it takes.</summary>
    public int Files { get; set; } = int.MaxValue;

    public int Attach(BlockFile file) =>
        _slots - Detached.Count < Files ? _slots++ : throw new NativeException($"attach {file.Path}", Errno.ENFILE);

    public void Detach(int slot) => Detached.Add(slot);

    public bool TryRead(int slot, nint buffer, int bytes, long offset, ulong token) =>
        TryQueue(new(ScriptedKind.Read, slot, buffer, bytes, offset, token));

    public bool TryWrite(int slot, nint buffer, int bytes, long offset, ulong token) =>
        TryQueue(new(ScriptedKind.Write, slot, buffer, bytes, offset, token));

    public bool TrySync(int slot, ulong token) => TryQueue(new(ScriptedKind.Sync, slot, 0, 0, 0, token));

    public bool TryReadParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token) =>
        TryQueueParts(ScriptedKind.Read, slot, parts, offset, token);

    public bool TryWriteParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token) =>
        TryQueueParts(ScriptedKind.Write, slot, parts, offset, token);

    public int Submit()
    {
        int taken = Math.Min(_queued.Count, TakesAtOnce);
        Submitted.AddRange(_queued.Take(taken));
        History.AddRange(_queued.Take(taken));
        _queued.RemoveRange(0, taken);
        return taken;
    }

    /// <summary>Ends an operation that is at the disk; the line sees it at its next poll.</summary>
    public void Complete(ScriptedOperation operation, int result)
    {
        Submitted.Remove(operation).ShouldBeTrue("only what was submitted can complete");
        _completions.Enqueue(new DiskCompletion(operation.Token, result));
    }

    public int Reap(Span<DiskCompletion> completions)
    {
        int count = 0;
        HasReady = false;
        while (count < completions.Length && _completions.TryDequeue(out var completion))
            completions[count++] = completion;
        return count;
    }

    public void Dispose()
    {
    }

    private bool TryQueueParts(ScriptedKind kind, int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token)
    {
        parts.Length.ShouldBeInRange(2, IDiskQueue.MaximumParts);
        int bytes = 0;
        foreach (var part in parts)
            bytes += (int)part.Bytes;
        return TryQueue(new(kind, slot, parts[0].Address, bytes, offset, token) { Parts = parts.Length, Pieces = parts.ToArray() });
    }

    private bool TryQueue(ScriptedOperation operation)
    {
        if (Outstanding >= depth)
            return false;
        _queued.Add(operation);
        return true;
    }
}
