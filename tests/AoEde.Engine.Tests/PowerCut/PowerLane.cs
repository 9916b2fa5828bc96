using AoEde.Engine.Commands;
using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Engine.Wire;
using AoEde.Native.Events;
using AoEde.Native.Files;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>One interface's way to a target, without the interface: the engine's own request flow and disk line over the model's disk.</summary>
internal sealed class PowerLane : IAnswer, IDisposable
{
    public const int MostSectors = 4;
    private readonly EventFd _wake = new();
    private readonly AlignedBuffers _buffers;
    private readonly RequestInbox _inbox;
    private readonly Action<DiskRequest, int> _answered;
    private readonly int _requests;

    public PowerLane(PowerDisk disk, Target target, int requests, Action<DiskRequest, int> answered)
    {
        _requests = requests;
        _answered = answered;
        _buffers = new AlignedBuffers(requests, MostSectors * Sector.Bytes, alignment: Sector.Bytes);
        _inbox = new RequestInbox(_wake);
        var pool = new RequestPool(_inbox, _buffers, requests);
        Queue = new PowerQueue(disk, requests);
        Line = new DiskLine(Queue, pool, "as the test says");
        Lane = new TargetLane(target, Line, Line.Attach(target.File));
        Flow = new RequestFlow(pool, _inbox, this, new PumpClock());
    }

    public PowerQueue Queue { get; }

    public DiskLine Line { get; }

    public TargetLane Lane { get; }

    public RequestFlow Flow { get; }

    public bool HasRoom => Flow.Unanswered < _requests;

    /// <summary>Whether something came home from another thread or lane.</summary>
    public bool HasMail => !_inbox.IsEmpty;

    /// <summary>Whether a round of the pump would do anything.</summary>
    public bool NeedsTurn => HasMail || Queue.IsWaiting || HasStarted;

    /// <summary>Something was started since the last round.</summary>
    public bool HasStarted { get; set; }

    public void Submit(Order order, uint tag)
    {
        Flow.TryRent(Lane, out var request).ShouldBeTrue();
        request.Operation = order.Operation;
        request.Lba = order.Lba;
        request.RawLba = order.Lba;
        request.Sectors = order.Sectors;
        request.Reply = new ReplyContext(Sample.Mac(1), Sample.Mac(2), Lane.Target.Address, AoeCommand.Ata, tag);
        var data = _buffers.Bytes(request.Index);
        for (int i = 0; i < order.Sectors; i++)
            Sector.Stamp(data[(i * Sector.Bytes)..], order.Operation == DiskOperation.Write ? order.Version : Sector.Unstamped, order.Lba + (ulong)i);
        if (order.Operation == DiskOperation.Flush)
            Flow.SubmitFlush(request);
        else
            Flow.Submit(request);
        HasStarted = true;
    }

    /// <summary>What a pump does in one round, without receiving.</summary>
    public void Turn()
    {
        HasStarted = false;
        Flow.DrainInbox();
        Line.Poll(Flow);
    }

    public ReadOnlySpan<byte> DataOf(DiskRequest request) => _buffers.Bytes(request.Index)[..request.Bytes];

    public void Send(DiskRequest request, int errno) => _answered(request, errno);

    public void Dispose()
    {
        Lane.Shadow?.Dispose();
        _buffers.Dispose();
        _wake.Dispose();
    }
}
