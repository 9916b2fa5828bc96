using AoEde.Native;
using AoEde.Native.Disk;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>A disk queue on the model's files, whose operations complete when the test says so, in any order.</summary>
internal sealed class PowerQueue(PowerDisk disk, int depth) : IDiskQueue
{
    private readonly List<PowerOperation> _queued = [];
    private readonly Queue<DiskCompletion> _completions = [];
    private readonly List<PowerFile?> _slots = [];

    public string Name => "power";

    public int Depth => depth;

    public int Outstanding => _queued.Count + UnderWay.Count + _completions.Count;

    public int PollDescriptor => -1;

    /// <summary>Submitted and not complete, oldest first.</summary>
    public List<PowerOperation> UnderWay { get; } = [];

    /// <summary>Whether completions wait to be reaped, or operations to be submitted.</summary>
    public bool IsWaiting => _completions.Count > 0 || _queued.Count > 0;

    public int Attach(BlockFile file)
    {
        _slots.Add(disk.FileOf(file));
        return _slots.Count - 1;
    }

    public void Detach(int slot) => _slots[slot] = null;

    public bool TryRead(int slot, nint buffer, int bytes, long offset, ulong token) =>
        TryReadParts(slot, [new IoVector(buffer, bytes)], offset, token);

    public bool TryWrite(int slot, nint buffer, int bytes, long offset, ulong token) =>
        TryWriteParts(slot, [new IoVector(buffer, bytes)], offset, token);

    public bool TryReadParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token)
    {
        var file = _slots[slot]!;
        var vectors = parts.ToArray();
        return TryQueue(static () => { }, () => Scatter(file, vectors, offset), token);
    }

    public bool TryWriteParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token)
    {
        var file = _slots[slot]!;
        byte[] data = Gather(parts);
        PendingWrite write = null!;
        return TryQueue(
            () => write = file.Begin(offset, data),
            () =>
            {
                file.End(write);
                return data.Length;
            },
            token);
    }

    public bool TrySync(int slot, ulong token)
    {
        var file = _slots[slot]!;
        PendingSync sync = null!;
        return TryQueue(
            () => sync = file.BeginSync(),
            () =>
            {
                disk.Settle(file, sync);
                return 0;
            },
            token);
    }

    public int Submit()
    {
        int taken = _queued.Count;
        foreach (var operation in _queued)
            operation.Begin();
        UnderWay.AddRange(_queued);
        _queued.Clear();
        if (taken > 0)
            disk.Cut();
        return taken;
    }

    /// <summary>Completes an operation; the line hears of it at its next poll.</summary>
    public void Complete(PowerOperation operation)
    {
        UnderWay.Remove(operation).ShouldBeTrue();
        _completions.Enqueue(new DiskCompletion(operation.Token, operation.End()));
        disk.Cut();
    }

    public int Reap(Span<DiskCompletion> completions)
    {
        int count = 0;
        while (count < completions.Length && _completions.TryDequeue(out var completion))
            completions[count++] = completion;
        return count;
    }

    public void Dispose()
    {
    }

    private bool TryQueue(Action begin, Func<int> end, ulong token)
    {
        if (Outstanding >= depth)
            return false;
        _queued.Add(new PowerOperation(begin, end, token));
        return true;
    }

    private static byte[] Gather(ReadOnlySpan<IoVector> parts)
    {
        var data = new MemoryStream();
        foreach (var part in parts)
            data.Write(RawMemory.At(part.Address, (int)part.Bytes));
        return data.ToArray();
    }

    private static int Scatter(PowerFile file, IoVector[] parts, long offset)
    {
        int done = 0;
        foreach (var part in parts)
            done += file.Read(RawMemory.At(part.Address, (int)part.Bytes), offset + done);
        return done;
    }
}
