using AoEde.Engine.Commands;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Engine.Wire;
using AoEde.Native.Events;
using AoEde.Native.Threads;
using AoEde.Protocol;
using AoEde.Testing.Host;

namespace AoEde.Engine.Tests.Wire;

/// <summary>A real pump loop on a thread of its own, which can be asked how many bytes that thread has allocated.</summary>
internal sealed class PumpMeter : ISoftStateEditor, IConflictSink, IDisposable
{
    private readonly EventFd _wake = new();
    private readonly PumpMailbox _mailbox;
    private readonly Thread _thread;
    private PumpLoop? _loop;
    private Exception? _failure;
    private long _bytes;
    private int _readings;

    public PumpMeter(Cable cable)
    {
        _mailbox = new PumpMailbox(_wake);
        var options = new PumpOptions
        {
            InterfaceIndex = cable.Target.Index,
            InterfaceName = cable.Target.Name,
            Mac = cable.Target.Mac,
            Mtu = cable.Target.Mtu,
            RingFrames = 256,
            SpinMicroseconds = 20,
        };
        string network = cable.Target.Host.Name;
        _thread = new Thread(() => Run(options, network)) { IsBackground = true };
        _thread.Start();
        Eventually.True(() => Volatile.Read(ref _loop) is not null || _failure is not null, "the pump runs");
        _failure.ShouldBeNull();
    }

    public TargetLane Add(Target target)
    {
        TargetLane? lane = null;
        _mailbox.Post(() => Volatile.Write(ref lane, _loop!.Add(target)));
        Eventually.True(() => Volatile.Read(ref lane) is not null, "the target is taken on");
        return lane!;
    }

    /// <summary>Bytes the pump's thread has allocated since it began, read by itself between two frames.</summary>
    public long AllocatedBytes()
    {
        int before = _readings;
        _mailbox.Post(_read ??= Read);
        Eventually.True(() => Volatile.Read(ref _readings) != before, "the pump reads its counter");
        return _bytes;
    }

    /// <summary>Does something while the pump stands still between two rounds, so that it finds all of it at once.</summary>
    public void WhileHeld(Action action)
    {
        using var held = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        _mailbox.Post(() =>
        {
            held.Set();
            release.Wait();
        });
        held.Wait();
        try
        {
            action();
        }
        finally
        {
            release.Set();
        }
    }

    private Action? _read;

    public bool TrySubmit(StateEdit edit) => false;

    public void HeardAnother(TargetLane lane, MacAddress other)
    {
    }

    public void Dispose()
    {
        _mailbox.Post(() => _loop!.Stop());
        _thread.Join(TimeSpan.FromSeconds(20)).ShouldBeTrue("the pump did not stop");
        _wake.Dispose();
        _failure.ShouldBeNull();
    }

    private void Read()
    {
        _bytes = GC.GetAllocatedBytesForCurrentThread();
        Volatile.Write(ref _readings, _readings + 1);
    }

    private void Run(PumpOptions options, string network)
    {
        try
        {
            NetworkNamespaces.EnterCurrentThread(network);
            using var loop = new PumpLoop(options, _mailbox, _wake, this, this);
            Volatile.Write(ref _loop, loop);
            loop.Run();
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }
}
