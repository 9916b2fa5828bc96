using System.Threading.Channels;

namespace AoEde.NodeAgent.Hosting;

/// <summary>Work that is handed in from any thread and done one piece after another. A piece that fails is told, and the next one is done all the same.</summary>
/// <param name="failed">Hears of a piece that failed.</param>
/// <param name="afterEach">Called after each piece, once started.</param>
internal sealed class WorkLine(Action<Exception> failed, Action? afterEach = null) : IAsyncDisposable
{
    private readonly Channel<Func<Task>> _work = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true });
    private Task _working = Task.CompletedTask;

    /// <summary>Hands a piece in; from any thread, never blocks. After the end it is dropped.</summary>
    /// <returns>Whether it will be done.</returns>
    public bool Add(Func<Task> piece) => _work.Writer.TryWrite(piece);

    /// <summary>Does what was handed in before the start, and one piece more.</summary>
    public async Task CatchUpAsync(Func<Task> piece)
    {
        while (_work.Reader.TryRead(out var waiting))
        {
            await DoAsync(waiting);
        }

        await DoAsync(piece);
    }

    /// <summary>Does what is handed in from now on.</summary>
    public void Start() => _working = WorkAsync();

    /// <summary>Ends when all that was handed in before is done.</summary>
    public Task WaitAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isQueued = Add(() =>
        {
            done.SetResult();
            return Task.CompletedTask;
        });
        return isQueued ? done.Task : Task.CompletedTask;
    }

    /// <summary>Does what waits, and takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        await _working;
    }

    private async Task WorkAsync()
    {
        await foreach (var piece in _work.Reader.ReadAllAsync())
        {
            await DoAsync(piece);
            afterEach?.Invoke();
        }
    }

    private async Task DoAsync(Func<Task> piece)
    {
        try
        {
            await piece();
        }
        catch (Exception problem)
        {
            failed(problem);
        }
    }
}
