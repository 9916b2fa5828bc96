using AoEde.Engine.Commands;
using AoEde.Engine.Freeze;
using AoEde.Engine.Hosting;
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

    /// <summary>Whether its thread still turns.</summary>
    public Pulse Pulse { get; } = new();

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
    public Task RemoveAsync(Target target) => UntilAsync(gone => Loop.Remove(target, gone));

    /// <summary>Keeps a target's new writes back; ends when those before are stable and answered.</summary>
    /// <param name="target">The target.</param>
    public Task HoldWritesAsync(Target target) => UntilAsync(held => Loop.Lanes.HoldWrites(target, held));

    /// <summary>Lets a target's writes through again.</summary>
    /// <param name="target">The target.</param>
    public Task ReleaseWritesAsync(Target target) => RunAsync(() => Loop.Lanes.ReleaseWrites(target));

    /// <summary>Makes a shadow known to the disk queue of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="shadow">Its shadow.</param>
    /// <exception cref="Native.NativeException">The disk queue took no further file.</exception>
    public Task AttachShadowAsync(Target target, ShadowFile shadow) => RunAsync(() => Loop.Lanes.AttachShadow(target, shadow));

    /// <summary>Lets the disk queue of a target forget its shadow; ends when nothing of it is under way there.</summary>
    /// <param name="target">The target, without an overlay by now.</param>
    public Task DetachShadowAsync(Target target) => UntilAsync(gone => Loop.Lanes.DetachShadow(target, gone));

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

    /// <summary>Has the thread run something soon; nothing comes of it once that has ended.</summary>
    /// <param name="action">What to run; it must not throw.</param>
    public void Post(Action action) => _mailbox.Post(action);

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

    // A pump that has stopped has nothing under way.
    private async Task UntilAsync(Action<TaskCompletionSource> begin)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _mailbox.Post(() => begin(reached));
        await Task.WhenAny(reached.Task, Stopped);
    }

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
