using System.Diagnostics;
using System.Runtime.CompilerServices;
using AoEde.Engine.Commands;
using AoEde.Engine.Disk;
using AoEde.Engine.Sessions;
using AoEde.Engine.Targets;
using AoEde.Native.Disk;
using AoEde.Native.Events;
using AoEde.Native.Files;
using AoEde.Native.Packet;
using AoEde.Native.Threads;
using AoEde.Protocol;

namespace AoEde.Engine.Wire;

/// <summary>
/// A thread of one interface: receive ring → dispatcher → disk → transmit ring, one <c>send</c> and one disk submission per
/// batch, everything run to completion here. Nothing in this class is called by another thread except through the mailbox.
/// </summary>
internal sealed class PumpLoop : IDisposable
{
    // Whatever is in the ring is taken, but completions and the transmit ring get their turn after this many frames.
    private const int BatchFrames = 64;

    // Four initiators at the default window of 64, on four disks at once, before a frame is dropped for want of a buffer.
    private const int Requests = 1024;
    private const int TransmitFrames = 256;

    // Auto, io_uring and AIO: a target that names an engine does not share the queue of one that leaves the choice.
    private const int EngineKinds = 3;

    private readonly PumpOptions _options;
    private readonly string _name;
    private readonly PumpMailbox _mailbox;
    private readonly EventFd _wake;
    private readonly PacketPort _port;
    private readonly AlignedBuffers _buffers;
    private readonly Poller _poller = new(capacity: 2 + EngineKinds);
    private readonly PumpClock _clock = new();
    private readonly RequestPool _pool;
    private readonly RequestFlow _flow;
    private readonly FrameDispatcher _dispatcher;
    private readonly BatchLookAhead _ahead;
    private readonly DelayedReplies _delayed;
    private readonly FrameRun _run;
    private readonly GatherSocket _gather;
    private readonly MappedReads _mapped;
    private readonly DiskLine?[] _lines = new DiskLine?[EngineKinds];
    private readonly long _spinTicks;
    private readonly int _receiverIndex;
    private readonly int _wakeIndex;
    private long _lastBusy;
    private bool _stopping;
    private bool _woken;

    public PumpLoop(PumpOptions options, PumpMailbox mailbox, EventFd wake, ISoftStateEditor editor, IConflictSink conflicts, PacketShare? share = null)
    {
        _options = options;
        _name = share is { } own ? $"aoe{own.Index}-{options.InterfaceName}" : "aoe-" + options.InterfaceName;
        _mailbox = mailbox;
        _wake = wake;
        _spinTicks = options.SpinMicroseconds * Stopwatch.Frequency / 1_000_000;
        _port = PacketPort.Open(
            options.InterfaceIndex, options.Mtu,
            new PacketPortOptions
            {
                RxFrames = options.RingFrames,
                TxFrames = TransmitFrames,
                CopiesFrames = options.CopiesFrames,
                Share = share,
            });
        _buffers = new AlignedBuffers(Requests, AoeWire.SectorsPerFrame(options.Mtu) * AoeWire.SectorSize, alignment: AoeWire.SectorSize);
        Transmitter = new Transmitter(_port, options.Mtu);
        var inbox = new RequestInbox(wake);
        _pool = new RequestPool(inbox, _buffers, Requests);
        _flow = new RequestFlow(_pool, inbox, new AtaAnswer(Transmitter, _clock, Drops), _clock);
        _ahead = new BatchLookAhead(_port, BatchFrames);
        _delayed = new DelayedReplies(Transmitter, Drops);
        _run = new FrameRun(_port, _clock);
        var answers = new RunAnswers(_run, Transmitter);
        _gather = GatherSocket.Open(options.InterfaceIndex, BatchFrames, options.Mtu, options.CopiesFrames);
        _mapped = new MappedReads(_run, _gather, Transmitter, _flow, Drops);
        _dispatcher = new FrameDispatcher(
            options.Mac, Transmitter, new AtaHandler(Transmitter, _flow, new ReadRuns(_run, answers), new WriteRuns(_run, answers), _mapped),
            new ConfigHandler(Transmitter, editor),
            new MaskHandler(Transmitter, editor), new ReserveHandler(Transmitter, editor),
            new ExtensionsHandler(Transmitter, new TagWindowPool(TagWindowPool.Usual), _delayed, _clock), _ahead, new ErrorBudget(), conflicts, _clock);
        Lanes = new LaneControl(_dispatcher);
        _receiverIndex = _poller.Add(_port.PollDescriptor);
        _wakeIndex = _poller.Add(wake.Descriptor);
    }

    public Transmitter Transmitter { get; }

    public DropCounters Drops { get; } = new();

    /// <summary>What the control side does to targets while they are served.</summary>
    public LaneControl Lanes { get; }

    /// <summary>Frames taken from the receive ring.</summary>
    public long Received { get; private set; }

    /// <summary>The targets on this interface now.</summary>
    public TargetTable Table => _dispatcher.Table;

    /// <summary>What the ring itself counted; from any thread.</summary>
    public PacketStatistics RingStatistics => _port.ReadStatistics();

    /// <summary>Largest MTU that the rings can serve, in bytes.</summary>
    public int LargestMtu => _port.MaximumFrameLength - AoeWire.EthernetHeaderLength;

    /// <summary>Has the kernel hand each frame to the loop that serves its sender; until then each loop drops those of others.</summary>
    /// <param name="loops">All loops of an interface, in the order of their shares.</param>
    /// <exception cref="Native.NativeException">The interface is down, which older kernels refuse.</exception>
    public static void ShareFrames(IReadOnlyList<PumpLoop> loops) => PacketPort.Join([.. loops.Select(l => l._port)]);

    /// <summary>Serves until stopped and everything received is answered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run()
    {
        ThreadPlacement.SetName(_name);
        while (!_stopping || _flow.Unanswered > 0)
        {
            _clock.Read();
            bool busy = !_stopping && Receive();
            busy |= _flow.DrainInbox();
            foreach (var line in _lines)
                busy |= line is not null && (line.IsBusy || _woken) && line.Poll(_flow);
            _woken = false;
            if (!_mailbox.IsEmpty)
            {
                // It may have started requests, which the next round submits.
                _mailbox.Drain();
                busy = true;
            }

            Lanes.EndWaits();
            _delayed.SendDue(_clock.NowMilliseconds);
            Transmitter.Flush();
            if (busy)
                _lastBusy = _clock.Now;
            else if (_clock.Now - _lastBusy > _spinTicks || WaitsForThread())
                Sleep();
        }

        Lanes.EndWaits();
        Transmitter.Flush();
    }

    /// <summary>Takes on a target.</summary>
    /// <param name="target">An open target.</param>
    /// <exception cref="Native.NativeException">The disk queue took no further file.</exception>
    public TargetLane Add(Target target)
    {
        var lane = LaneControl.Enter(target, LineFor(target.Options.Engine));
        _dispatcher.Table = Table.With(lane);
        return lane;
    }

    /// <summary>Lets a target go: no frame reaches it from now on, and the task ends when all it had is answered.</summary>
    /// <param name="target">A target that was added.</param>
    /// <param name="gone">Set when the pump has nothing more to do with it.</param>
    public void Remove(Target target, TaskCompletionSource gone)
    {
        _delayed.SendAll();
        var lane = Table.Of(target);
        _dispatcher.Table = Table.Without(target);
        if (lane is null)
        {
            gone.SetResult();
            return;
        }

        Lanes.Leave(lane, gone);
    }

    /// <summary>Tells initiators of a target: all of them, or those on its mask list. Nobody while another host has its address.</summary>
    /// <param name="lane">The target.</param>
    public void Advertise(TargetLane lane)
    {
        if (lane.Target.IsConflicted)
            return;
        var mask = lane.Target.State.Mask;
        if (mask.Length == 0)
            AdvertiseTo(MacAddress.Broadcast, lane);
        foreach (var mac in mask)
            AdvertiseTo(mac, lane);
    }

    /// <summary>Asks whether anybody else answers at the addresses served here; answers come back as frames.</summary>
    /// <param name="tag">Tag of the queries.</param>
    public void AskForOthers(uint tag)
    {
        foreach (var lane in Table.Lanes)
        {
            if (Transmitter.TryBegin(out var frame, out _))
                Transmitter.Send(RequestWriter.ConfigRead(frame, new RequestContext(MacAddress.Broadcast, _options.Mac, lane.Target.Address, tag)));
        }
    }

    /// <summary>Answers an edit that has been stored.</summary>
    /// <param name="edit">The edit.</param>
    public void Answer(StateEdit edit)
    {
        edit.Stored();
        if (!Transmitter.TryBegin(out var frame, out _))
            Drops.Count(DropReason.TransmitFull);
        else if (Transmitter.Send(edit.WriteAnswer(frame, Transmitter.Mtu)) is not DropReason.None and var reason)
            Drops.Count(reason);
    }

    /// <summary>Takes in what has arrived, then stops as soon as all of it is answered.</summary>
    public void Stop()
    {
        for (int rounds = _options.RingFrames / BatchFrames; rounds > 0 && Receive(); rounds--)
            Transmitter.Flush();
        _delayed.SendAll();
        foreach (var lane in Table.Lanes)
            lane.Disk.Leave(lane);
        _dispatcher.Table = TargetTable.Empty;
        _stopping = true;
    }

    public void Dispose()
    {
        foreach (var line in _lines)
            line?.Dispose();
        _gather.Dispose();
        _port.Dispose();
        _buffers.Dispose();
    }

    private bool Receive()
    {
        int taken = 0;
        while (taken < BatchFrames && _port.TryReceive(out var frame))
        {
            _ahead.MoveTo(taken);
            var reason = _dispatcher.Dispatch(frame);
            if (reason != DropReason.None)
                Drops.Count(reason);
            for (int done = 1 + _run.TakeHandled(); done > 0; done--)
            {
                _port.Release();
                taken++;
            }
        }

        _mapped.Send();
        Received += taken;
        return taken > 0;
    }

    private bool WaitsForThread()
    {
        foreach (var line in _lines)
        {
            if (line is not null && line.WaitsForThread)
                return true;
        }

        return false;
    }

    private void Sleep()
    {
        foreach (var line in _lines)
        {
            if (line is not null && !line.TryPrepareSleep())
                return;
        }

        // Frames the kernel would not take yet are offered again soon; otherwise only an event wakes us, or a delayed answer.
        _poller.Wait(Transmitter.HasUnsent ? 1 : _delayed.MillisecondsUntilNext(_clock.NowMilliseconds));
        if (_poller.IsReadable(_wakeIndex))
            _wake.Clear();
        if (_poller.HasError(_receiverIndex))
            _port.LastSocketError();
        // A disk queue signals after it queues: a late signal stands until the queue is looked at again, though it is empty.
        _woken = true;
        _clock.Read();
        _lastBusy = _clock.Now;
    }

    private void AdvertiseTo(MacAddress to, TargetLane lane)
    {
        if (Transmitter.TryBegin(out var frame, out _))
            Transmitter.Send(ConfigReplies.WriteAdvertisement(frame, to, _options.Mac, lane, Transmitter.Mtu));
    }

    private DiskLine LineFor(DiskEngineKind kind)
    {
        if (_lines[(int)kind] is { } line)
            return line;
        var queue = DiskQueues.Open(kind, Requests, _buffers.Region, out string explanation);
        line = new DiskLine(new MemoryFileQueue(new CachedWriteQueue(queue, _wake)), _pool, explanation);
        _lines[(int)kind] = line;
        _poller.Add(line.PollDescriptor);
        return line;
    }
}
