using AoEde.Engine.Commands;
using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Wire;
using AoEde.Native.Events;
using AoEde.Native.Files;
using AoEde.Native.Packet;
using AoEde.Protocol;
using AoEde.Testing.Networks;

namespace AoEde.Engine.Tests.Bench;

/// <summary>
/// What a pump has behind its dispatcher, driven by the test instead of a thread: request flow, a scripted disk, and real
/// frames to a real interface.
/// </summary>
internal sealed class FlowBench : IDisposable
{
    private readonly EventFd _wake = new();
    private readonly AlignedBuffers _buffers;
    private readonly PacketPort _port;
    private readonly Cable _cable;
    private readonly int _number;

    public FlowBench(Cable cable, Target target, int number, int requests = 16)
    {
        _cable = cable;
        _number = number;
        _buffers = new AlignedBuffers(requests, 4096, alignment: 512);
        int index = cable.Target.Index;
        _port = NamespaceThread.Run(cable.Target.Host, () => PacketPort.Open(index, 1500, new PacketPortOptions { RxFrames = 32, TxFrames = 64 }));
        Inbox = new RequestInbox(_wake);
        Pool = new RequestPool(Inbox, _buffers, requests);
        Queue = new ScriptedQueue(requests);
        Line = new DiskLine(Queue, Pool, "as the test says");
        Lane = new TargetLane(target, Line, Line.Attach(target.File));
        Flow = new RequestFlow(Pool, Inbox, new AtaAnswer(new Transmitter(_port, 1500), new PumpClock(), Drops), new PumpClock());
    }

    public RequestInbox Inbox { get; }

    public RequestPool Pool { get; }

    public ScriptedQueue Queue { get; }

    public DiskLine Line { get; }

    public TargetLane Lane { get; }

    public RequestFlow Flow { get; }

    public DropCounters Drops { get; } = new();

    /// <summary>The address this pump answers from.</summary>
    public MacAddress Mac => Sample.Mac(100 + _number);

    public DiskRequest Submit(DiskOperation operation, ulong lba, uint tag, int sectors = 1, byte fill = 0)
    {
        Flow.TryRent(Lane, out var request).ShouldBeTrue();
        request.Operation = operation;
        request.Lba = lba;
        request.RawLba = lba;
        request.Sectors = sectors;
        request.Reply = new ReplyContext(_cable.Station.Mac, Mac, Lane.Target.Address, AoeCommand.Ata, tag);
        _buffers.Bytes(request.Index)[..request.Bytes].Fill(fill);
        if (operation == DiskOperation.Flush)
            Flow.SubmitFlush(request);
        else
            Flow.Submit(request);
        Line.Poll(Flow);
        return request;
    }

    public ScriptedOperation AtDisk(DiskRequest request) => Queue.Submitted.Single(o => o.Token == (ulong)request.Index);

    public bool IsAtDisk(DiskRequest request) => Queue.Submitted.Any(o => o.Token == (ulong)request.Index);

    /// <summary>Ends a request's operation well, or with a result.</summary>
    public void Complete(DiskRequest request, int? result = null)
    {
        var operation = AtDisk(request);
        Queue.Complete(operation, result ?? operation.Bytes);
        Turn();
    }

    /// <summary>What a pump does in one round, without receiving.</summary>
    public void Turn()
    {
        Flow.DrainInbox();
        Line.Poll(Flow);
        _port.Flush().ShouldBe(0);
    }

    public void Dispose()
    {
        _port.Dispose();
        _buffers.Dispose();
        _wake.Dispose();
    }
}
