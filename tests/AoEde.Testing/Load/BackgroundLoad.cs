using AoEde.Testing.Host;
using AoEde.Testing.Initiators;

namespace AoEde.Testing.Load;

/// <summary>A verified load on a thread of its own, while the test does something to the target.</summary>
public sealed class BackgroundLoad : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly VerifiedLoad _load;
    private readonly Thread _thread;
    private LoadResult? _result;

    public BackgroundLoad(TargetClient client, LoadOptions options, LoadJournal journal)
    {
        _load = new VerifiedLoad(client, options, journal);
        _thread = new Thread(() => _result = _load.Run(_stop.Token, _abandon.Token)) { IsBackground = true };
        _thread.Start();
    }

    public long Completed => _load.Completed;

    /// <summary>Whether it has come to its end, by itself or because it was told to.</summary>
    public bool HasEnded => !_thread.IsAlive;

    /// <summary>Waits until so many more requests are done, or the load has failed.</summary>
    public void AwaitProgress(long requests)
    {
        var goal = _load.Completed + requests;
        Eventually.True(
            () => _load.Completed >= goal || !_thread.IsAlive, $"{requests} more requests", TimeSpan.FromSeconds(60));
    }

    /// <summary>Starts nothing new, waits for the answers to everything that is on the way.</summary>
    public LoadResult Finish()
    {
        _stop.Cancel();
        return Join();
    }

    /// <summary>Ends at once: no more answers are coming.</summary>
    public LoadResult Abandon()
    {
        _abandon.Cancel();
        return Join();
    }

    public void Dispose()
    {
        Abandon();
        _stop.Dispose();
        _abandon.Dispose();
    }

    private LoadResult Join()
    {
        _thread.Join();
        return _result!;
    }
}
