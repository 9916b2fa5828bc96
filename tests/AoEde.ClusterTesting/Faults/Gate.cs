namespace AoEde.ClusterTesting.Faults;

/// <summary>Something that waits for a test: whoever comes to a closed gate stays there until it is opened.</summary>
public sealed class Gate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _opening;
    private int _waiting;

    /// <summary>A gate that is closed from the start.</summary>
    public static Gate Closed()
    {
        var gate = new Gate();
        gate.Close();
        return gate;
    }

    /// <summary>How many stand before it now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Close()
    {
        lock (_lock)
            _opening ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Open()
    {
        lock (_lock)
        {
            _opening?.SetResult();
            _opening = null;
        }
    }

    /// <summary>Opens it after a time of that clock.</summary>
    public async Task OpenAfterAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        await Task.Delay(time, clock, cancellationToken);
        Open();
    }

    internal async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        Task? opening;
        lock (_lock)
            opening = _opening?.Task;
        if (opening is null)
            return;
        Interlocked.Increment(ref _waiting);
        try
        {
            await opening.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
