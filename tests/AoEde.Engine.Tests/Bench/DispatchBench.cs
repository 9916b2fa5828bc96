using AoEde.Engine.Commands;
using AoEde.Engine.Disk;
using AoEde.Engine.Sessions;
using AoEde.Engine.Targets;
using AoEde.Engine.Wire;
using AoEde.Native.Events;
using AoEde.Native.Files;
using AoEde.Native.Packet;
using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;

namespace AoEde.Engine.Tests.Bench;

/// <summary>
/// A pump taken apart: frames wait in a real ring until the test dispatches them, and the disk does what the test says.
/// Answers are looked for at the other end of the cable.
/// </summary>
internal sealed class DispatchBench : ISoftStateEditor, IConflictSink, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private readonly Cable _cable = Cable.Lay();
    private readonly TempImage _image = new(64, filled: false);
    private readonly EventFd _wake = new();
    private readonly AlignedBuffers _buffers = new(64, 4096, alignment: 512);
    private readonly PacketPort _port;
    private readonly Target _target;
    private readonly DiskLine _line;
    private readonly RequestFlow _flow;
    private readonly RequestPool _pool;
    private readonly Transmitter _transmitter;
    private readonly BatchLookAhead _ahead;
    private readonly FrameDispatcher _dispatcher;
    private readonly int _batchFrames;

    public DispatchBench(Func<TargetOptions, TargetOptions>? change = null, int windows = 4, int batchFrames = 64, int mtu = 1500)
    {
        _batchFrames = batchFrames;
        int index = _cable.Target.Index;
        _port = NamespaceThread.Run(_cable.Target.Host, () => PacketPort.Open(index, mtu, new PacketPortOptions { RxFrames = 64, TxFrames = 64 }));
        // Stable by itself, each write ends with one operation.
        _target = Sample.Target(_image, o => (change?.Invoke(o) ?? o) with { Backing = o.Backing with { IsDevice = true }, Direct = true });
        var inbox = new RequestInbox(_wake);
        _pool = new RequestPool(inbox, _buffers, 64);
        _line = new DiskLine(Queue, _pool, "as the test says");
        _transmitter = new Transmitter(_port, mtu);
        _flow = new RequestFlow(_pool, inbox, new AtaAnswer(_transmitter, Clock, Drops), Clock);
        _ahead = new BatchLookAhead(_port, batchFrames);
        Delayed = new DelayedReplies(_transmitter, Drops);
        _dispatcher = new FrameDispatcher(
            _cable.Target.Mac, _transmitter, new AtaHandler(_transmitter, _flow), new ConfigHandler(_transmitter, this),
            new MaskHandler(_transmitter, this), new ReserveHandler(_transmitter, this),
            new ExtensionsHandler(_transmitter, new TagWindowPool(windows), Delayed, Clock), _ahead, new ErrorBudget(), this, Clock);
        Lane = new TargetLane(_target, _line, _line.Attach(_target.File));
        _dispatcher.Table = TargetTable.Empty.With(Lane);
        Client = new TargetClient(_cable.Station, new TargetIdentity(_cable.Target.Mac, _target.Address.Shelf, _target.Address.Slot));
    }

    public TargetClient Client { get; }

    public TargetLane Lane { get; }

    public ScriptedQueue Queue { get; } = new();

    public DropCounters Drops { get; } = new();

    public DelayedReplies Delayed { get; }

    public PumpClock Clock { get; } = new();

    /// <summary>Edits that a keeper would store.</summary>
    public List<StateEdit> Edits { get; } = [];

    /// <summary>Sends frames, waits until all are in the ring, and dispatches them in batches.</summary>
    /// <returns>What became of each.</returns>
    public List<DropReason> Dispatch(params RequestFrame[] requests)
    {
        Client.Initiator.SendBurst(requests.Select(r => r.ToBytes()));
        Eventually.True(() => _port.TryReceive(out _) && (requests.Length == 1 || _port.TryPeek(requests.Length - 1, out _)), "all frames are in the ring");
        var outcomes = new List<DropReason>();
        for (int taken = 0; _port.TryReceive(out var frame); taken++)
        {
            _ahead.MoveTo(taken % _batchFrames);
            outcomes.Add(_dispatcher.Dispatch(frame));
            _port.Release();
        }

        outcomes.Count.ShouldBe(requests.Length);
        Turn();
        return outcomes;
    }

    /// <summary>Dispatches one frame and takes its one answer.</summary>
    public Reply Ask(RequestFrame request)
    {
        Dispatch(request).ShouldBe([DropReason.None]);
        return Take();
    }

    /// <summary>Ends the oldest operation at the disk, well or with a result.</summary>
    public void CompleteOldest(int? result = null)
    {
        var operation = Queue.Submitted[0];
        Queue.Complete(operation, result ?? operation.Bytes);
        Turn();
    }

    /// <summary>Lets a request go without an answer, as a target does that stops.</summary>
    public void AbandonOldest()
    {
        var operation = Queue.Submitted[0];
        Queue.Submitted.RemoveAt(0);
        _flow.DiskDone(_pool[operation.Token], DiskRequest.Abandoned);
    }

    public Reply Take()
    {
        Client.Initiator.TryTake(Soon, out var reply).ShouldBeTrue("an answer comes");
        return reply;
    }

    public void ShouldBeSilent()
    {
        Turn();
        Client.Initiator.TryTake(TimeSpan.FromMilliseconds(5), out var reply).ShouldBeFalse($"{reply}");
    }

    public void Turn()
    {
        _line.Poll(_flow);
        _port.Flush().ShouldBe(0);
    }

    public bool TrySubmit(StateEdit edit)
    {
        Edits.Add(edit);
        return true;
    }

    public void HeardAnother(TargetLane lane, MacAddress other)
    {
    }

    public void Dispose()
    {
        _port.Dispose();
        _target.Dispose();
        _buffers.Dispose();
        _wake.Dispose();
        _image.Dispose();
        _cable.Dispose();
    }
}
