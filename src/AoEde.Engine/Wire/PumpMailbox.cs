using System.Collections.Concurrent;
using AoEde.Native.Events;

namespace AoEde.Engine.Wire;

/// <summary>Things for a pump to do between two frames, posted by other threads: taking on a target, answering an edit, stopping.</summary>
internal sealed class PumpMailbox(EventFd wake)
{
    private readonly ConcurrentQueue<Action> _actions = new();

    public bool IsEmpty => _actions.IsEmpty;

    public void Post(Action action)
    {
        _actions.Enqueue(action);
        wake.Signal();
    }

    /// <summary>Runs something on the pump and waits for it.</summary>
    /// <param name="action">What to run; its exception is the task's.</param>
    public Task RunAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>Runs what was posted; on the pump's thread.</summary>
    public void Drain()
    {
        while (_actions.TryDequeue(out var action))
            action();
    }
}
