using AoEde.Engine.Commands;
using AoEde.Engine.Targets;
using AoEde.Native.Events;
using AoEde.Native.Packet;

namespace AoEde.Engine.Wire;

/// <summary>One interface being served: the handle by which the control side speaks to the thread that serves it.</summary>
internal sealed class InterfacePump : IDisposable
{
    private readonly EventFd _wake = new();
    private readonly PumpMailbox _mailbox;
    private readonly TaskCompletionSource<PumpLoop> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ISoftStateEditor _editor;
    private readonly IConflictSink _conflicts;
    private PumpLoop? _loop;

    private InterfacePump(PumpOptions options, Func<InterfacePump, ISoftStateEditor> editor, IConflictSink conflicts)
    {
        Options = options;
        _mailbox = new PumpMailbox(_wake);
        _editor = editor(this);
        _conflicts = conflicts;
    }

    public PumpOptions Options { get; }

    /// <summary>MTU of the interface now, in bytes.</summary>
    public int Mtu => Loop.Transmitter.Mtu;

    /// <summary>Ends when the thread has ended; faulted when it failed.</summary>
    public Task Stopped => _stopped.Task;

    public DropCounters Drops => Loop.Drops;

    public Transmitter Transmitter => Loop.Transmitter;

    public long Received => Loop.Received;

    public PacketStatistics RingStatistics => Loop.RingStatistics;

    private PumpLoop Loop => _loop ?? throw new InvalidOperationException("The pump has not started.");

    /// <summary>Opens the rings and starts serving, with no targets yet.</summary>
    /// <param name="options">The interface.</param>
    /// <param name="editor">Makes the editor that takes edits off this pump.</param>
    /// <param name="conflicts">Who is told of other answers at our addresses.</param>
    /// <exception cref="Native.NativeException">The rings could not be opened.</exception>
    public static async Task<InterfacePump> StartAsync(
        PumpOptions options, Func<InterfacePump, ISoftStateEditor> editor, IConflictSink conflicts)
    {
        var pump = new InterfacePump(options, editor, conflicts);
        new Thread(pump.Serve) { IsBackground = true, Name = "aoe-" + options.InterfaceName }.Start();
        pump._loop = await pump._started.Task;
        return pump;
    }

    public async Task<TargetLane> AddAsync(Target target)
    {
        TargetLane? lane = null;
        await RunAsync(() => lane = Loop.Add(target));
        return lane!;
    }

    /// <summary>Takes a target off the interface; ends when all it had received is answered.</summary>
    /// <param name="target">The target.</param>
    public async Task RemoveAsync(Target target)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _mailbox.Post(() => Loop.Remove(target, gone));
        await Task.WhenAny(gone.Task, Stopped);
    }

    public void Advertise() => _mailbox.Post(() =>
    {
        foreach (var lane in Loop.Table.Lanes)
            Loop.Advertise(lane);
    });

    public void Advertise(Target target) => _mailbox.Post(() =>
    {
        if (Loop.Table.Find(target.Address) is { } lane)
            Loop.Advertise(lane);
    });

    public void AskForOthers(uint tag) => _mailbox.Post(() => Loop.AskForOthers(tag));

    public void Answer(StateEdit edit) => _mailbox.Post(() => Loop.Answer(edit));

    /// <summary>Whether the rings can carry an MTU, in bytes.</summary>
    /// <param name="mtu">The MTU.</param>
    public bool CanServe(int mtu) => mtu <= Loop.LargestMtu;

    /// <summary>Takes on another MTU that the rings can carry.</summary>
    /// <param name="mtu">The MTU, in bytes.</param>
    public Task SetMtuAsync(int mtu) => RunAsync(() => Loop.Transmitter.Mtu = mtu);

    /// <summary>Stops intake, answers what was received, and ends the thread.</summary>
    public async Task StopAsync()
    {
        _mailbox.Post(() => Loop.Stop());
        await Stopped;
    }

    /// <summary>Frees what is left; only when nobody can post any more.</summary>
    public void Dispose() => _wake.Dispose();

    private async Task RunAsync(Action action)
    {
        var done = _mailbox.RunAsync(action);
        if (await Task.WhenAny(done, Stopped) == Stopped)
            await Stopped;
        else
            await done;
    }

    private void Serve()
    {
        try
        {
            using (var loop = new PumpLoop(Options, _mailbox, _wake, _editor, _conflicts))
            {
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
