using AoEde.Engine.Commands;
using AoEde.Engine.Hosting;
using AoEde.Native.Events;
using AoEde.Native.Packet;

namespace AoEde.Engine.Wire;

/// <summary>One of the threads that serve an interface: the handle by which other threads speak to its loop.</summary>
internal sealed class PumpThread : IDisposable
{
    private readonly EventFd _wake = new();
    private readonly PumpMailbox _mailbox;
    private readonly TaskCompletionSource<PumpLoop> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PumpOptions _options;
    private readonly PacketShare? _share;
    private readonly Task _before;
    private readonly ISoftStateEditor _editor;
    private readonly IConflictSink _conflicts;
    private PumpLoop? _loop;

    /// <summary>Makes one; <see cref="Start"/> begins.</summary>
    /// <param name="options">The interface.</param>
    /// <param name="share">The initiators it serves; null for all of them.</param>
    /// <param name="before">Ends when those of the shares before have opened their rings, which must happen in that order.</param>
    /// <param name="editor">Makes the editor that takes edits off this thread.</param>
    /// <param name="conflicts">Who is told of other answers at our addresses.</param>
    public PumpThread(PumpOptions options, PacketShare? share, Task before, Func<PumpThread, ISoftStateEditor> editor, IConflictSink conflicts)
    {
        _options = options;
        _share = share;
        _before = before;
        _mailbox = new PumpMailbox(_wake);
        _editor = editor(this);
        _conflicts = conflicts;
    }

    /// <summary>Whether it still turns.</summary>
    public Pulse Pulse { get; } = new();

    /// <summary>Ends when the loop is there; faulted when its rings could not be opened.</summary>
    public Task Started => _started.Task;

    /// <summary>Ends when the thread has ended; faulted when it failed.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Its loop: what it counts, for anyone; all else on the thread itself.</summary>
    public PumpLoop Loop => _loop ?? throw new InvalidOperationException("The pump has not started.");

    /// <summary>Opens the rings and serves, in the network namespace of the calling thread.</summary>
    public void Start() => new Thread(Serve) { IsBackground = true, Name = "aoe-" + _options.InterfaceName }.Start();

    /// <summary>Has the thread run something soon; nothing comes of it once that has ended.</summary>
    /// <param name="action">What to run; it must not throw.</param>
    public void Post(Action action) => _mailbox.Post(action);

    /// <summary>Has its loop send the answer to an edit that has been stored.</summary>
    /// <param name="edit">An edit that this thread took in.</param>
    public void Answer(StateEdit edit) => Post(() => Loop.Answer(edit));

    /// <summary>Has the thread begin something and waits until it is reached; a thread that has ended has nothing under way.</summary>
    /// <param name="begin">Begins it, and sees to it that its argument is set.</param>
    public async Task UntilAsync(Action<TaskCompletionSource> begin)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => begin(reached));
        await Task.WhenAny(reached.Task, Stopped);
    }

    /// <summary>Has the thread run something and waits for it.</summary>
    /// <param name="action">What to run; its exception is the task's.</param>
    public async Task RunAsync(Action action)
    {
        var done = _mailbox.RunAsync(action);
        if (await Task.WhenAny(done, Stopped) == Stopped)
            await Stopped;
        else
            await done;
    }

    /// <summary>Frees what is left; only when nobody can post any more.</summary>
    public void Dispose() => _wake.Dispose();

    private void Serve()
    {
        try
        {
            _before.GetAwaiter().GetResult();
            using (var loop = new PumpLoop(_options, _mailbox, _wake, _editor, _conflicts, _share))
            {
                _loop = loop;
                _started.SetResult(loop);
                loop.Run();
            }

            _stopped.SetResult();
        }
        catch (Exception e)
        {
            _started.TrySetException(e);
            _stopped.TrySetException(e);
        }
    }
}
