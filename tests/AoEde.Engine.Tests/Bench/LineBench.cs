using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.Bench;

/// <summary>A disk line over a scripted queue, with one target or several, and a note of all that it handed over.</summary>
internal sealed class LineBench : IDiskSink, IDisposable
{
    private readonly RequestBench _requests;
    private readonly List<TempImage> _images = [];
    private readonly List<TargetLane> _lanes = [];

    public LineBench(int requests = 64)
    {
        _requests = new RequestBench(requests);
        Queue = new ScriptedQueue(requests);
        Line = new DiskLine(Queue, _requests.Pool, "as the test says");
    }

    public ScriptedQueue Queue { get; }

    public DiskLine Line { get; }

    /// <summary>What was handed over, in order: the request and its errno.</summary>
    public List<(DiskRequest Request, int Errno)> Done { get; } = [];

    public TargetLane AddLane(Func<TargetOptions, TargetOptions>? change = null)
    {
        var image = new TempImage(64, filled: false);
        _images.Add(image);
        var target = Sample.Target(image, change);
        var lane = new TargetLane(target, Line, Line.Attach(target.File));
        _lanes.Add(lane);
        return lane;
    }

    public DiskRequest Request(TargetLane lane, DiskOperation operation, ulong lba = 0, int sectors = 1)
    {
        var request = _requests.Rent(operation, lba, sectors, fill: 1);
        request.Lane = lane;
        return request;
    }

    /// <summary>Makes a request and starts it.</summary>
    public DiskRequest Start(TargetLane lane, DiskOperation operation, ulong lba = 0, int sectors = 1)
    {
        var request = Request(lane, operation, lba, sectors);
        Line.Start(request);
        return request;
    }

    /// <summary>The operation at the disk that a request has there.</summary>
    public ScriptedOperation AtDisk(DiskRequest request) => Queue.Submitted.Single(o => o.Token == (ulong)request.Index);

    public void Complete(DiskRequest request, int result)
    {
        Queue.Complete(AtDisk(request), result);
        Poll();
    }

    public void Poll() => Line.Poll(this);

    public void DiskDone(DiskRequest request, int errno) => Done.Add((request, errno));

    public void Dispose()
    {
        _lanes.ForEach(l => l.Target.Dispose());
        _images.ForEach(i => i.Dispose());
        _requests.Dispose();
    }
}
