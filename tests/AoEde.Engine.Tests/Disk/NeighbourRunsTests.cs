using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Native;

namespace AoEde.Engine.Tests.Disk;

/// <summary>Neighbours that start together are one operation at the device, and each still gets its own result.</summary>
public sealed class NeighbourRunsTests : IDisposable
{
    private const int Piece = 1024;
    private readonly LineBench _bench = new(requests: 128);
    private readonly TargetLane _lane;

    public NeighbourRunsTests() => _lane = NewLane();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(DiskOperation.Write)]
    [InlineData(DiskOperation.Read)]
    internal void SixtyFourNeighbours_ReachTheDeviceAsTwo(DiskOperation operation)
    {
        var requests = Start(operation, 0, 64);
        _bench.Poll();

        _bench.Queue.Submitted.Select(o => (o.Offset, o.Bytes, o.Parts)).ShouldBe([(0, 32 * Piece, 32), (32 * Piece, 32 * Piece, 32)]);
        CompleteAll(o => o.Bytes);
        _bench.Done.ShouldBe(requests.Select(r => (r, 0)));
        _lane.AtDevice.ShouldBe(0);
    }

    [Fact]
    public void Streams_InterleavedInOneBatch_AreTwoRuns()
    {
        for (int i = 0; i < 8; i++)
        {
            Start(DiskOperation.Read, 2 * (ulong)i, 1);
            Start(DiskOperation.Read, 1000 + (2 * (ulong)i), 1);
        }

        _bench.Poll();
        _bench.Queue.Submitted.Select(o => (o.Offset, o.Parts)).ShouldBe([(0, 8), (512_000, 8)]);
    }

    [Fact]
    public void Requests_ThatAreNoNeighbours_StayApart()
    {
        Start(DiskOperation.Read, 0, 1);
        Start(DiskOperation.Write, 2, 1);
        Start(DiskOperation.Read, 6, 1);
        _bench.Start(NewLane(), DiskOperation.Read, 8, 2);
        _bench.Poll();

        _bench.Queue.Submitted.ShouldAllBe(o => o.Parts == 1);
        _bench.Queue.Submitted.Count.ShouldBe(4);
    }

    [Fact]
    public void Neighbours_OfTwoBatches_StayApart()
    {
        Start(DiskOperation.Read, 0, 1);
        _bench.Poll();
        Start(DiskOperation.Read, 2, 1);
        _bench.Poll();

        _bench.Queue.Submitted.Count.ShouldBe(2);
    }

    [Fact]
    public void ManyStreams_InOneBatch_AllReachTheDevice()
    {
        for (ulong i = 0; i < 20; i++)
            Start(DiskOperation.Read, i * 100, 2);
        _bench.Poll();

        _bench.Queue.Submitted.Select(o => o.Bytes).ShouldAllBe(bytes => bytes == 2 * Piece);
        CompleteAll(o => o.Bytes);
        _bench.Done.Count.ShouldBe(40);
    }

    [Fact]
    public void ShortResult_EachGoesOnWhereItStopped()
    {
        var requests = Start(DiskOperation.Write, 0, 4);
        _bench.Poll();
        Complete(0, Piece + 512);

        _bench.Done.ShouldBe([(requests[0], 0)]);
        var left = _bench.Queue.Submitted.OrderBy(o => o.Offset).ToArray();
        left.Sum(o => o.Bytes).ShouldBe((2 * Piece) + 512);
        left[0].Offset.ShouldBe(Piece + 512);
        left[0].Buffer.ShouldBe(requests[1].Buffer + 512);
        while (_bench.Queue.Submitted.Count > 0)
            Complete(0, _bench.Queue.Submitted[0].Bytes);
        _bench.Done.Select(d => d.Request).ShouldBe(requests, ignoreOrder: true);
        _bench.Done.ShouldAllBe(d => d.Errno == 0);
    }

    [Fact]
    public void Failure_OfOnePiece_IsItsOwnOnly()
    {
        var requests = Start(DiskOperation.Read, 0, 4);
        _bench.Poll();
        Complete(0, -Errno.EIO);
        _bench.Done.ShouldBeEmpty("it is not known yet whose sector is bad");
        _bench.Queue.Submitted.Select(o => (o.Offset, o.Parts)).ShouldBe([(0, 1), (Piece, 1), (2 * Piece, 1), (3 * Piece, 1)]);

        CompleteAll(o => o.Offset == 2 * Piece ? -Errno.EIO : o.Bytes);
        _bench.Done.ShouldBe([(requests[0], 0), (requests[1], 0), (requests[2], Errno.EIO), (requests[3], 0)]);
    }

    [Fact]
    public void Nothing_BeyondTheEndOfAFileThatShrank_FailsEachByItself()
    {
        var requests = Start(DiskOperation.Read, 0, 3);
        _bench.Poll();
        Complete(0, 0);
        CompleteAll(o => o.Offset == 0 ? o.Bytes : 0);

        _bench.Done.ShouldBe([(requests[0], 0), (requests[1], Errno.EIO), (requests[2], Errno.EIO)]);
    }

    [Fact]
    public void Disturbance_OfARun_IsTriedAgainAsARun()
    {
        Start(DiskOperation.Write, 0, 4);
        _bench.Poll();
        Complete(0, -Errno.EAGAIN);

        _bench.Queue.Submitted.Select(o => o.Parts).ShouldBe([4]);
    }

    [Fact]
    public void Request_ThatWasTriedAlone_JoinsOthersInItsNextLife()
    {
        var requests = Start(DiskOperation.Read, 0, 2);
        _bench.Poll();
        Complete(0, -Errno.EIO);
        CompleteAll(o => o.Bytes);
        foreach (var request in requests)
        {
            request.DoneBytes = 0;
            _bench.Line.Start(request);
        }

        _bench.Poll();
        _bench.Queue.Submitted.Select(o => o.Parts).ShouldBe([2]);
    }

    [Fact]
    public void Line_WithWhatOnlyStarted_IsBusy()
    {
        Start(DiskOperation.Read, 0, 1);
        _bench.Line.IsBusy.ShouldBeTrue("nobody would poll it otherwise");
    }

    private TargetLane NewLane() => _bench.AddLane(o => o with { Direct = true, Backing = o.Backing with { IsDevice = true } });

    private DiskRequest[] Start(DiskOperation operation, ulong lba, int count) =>
        [.. Enumerable.Range(0, count).Select(i => _bench.Start(_lane, operation, lba + ((ulong)i * 2), sectors: 2))];

    private void Complete(int index, int result)
    {
        _bench.Queue.Complete(_bench.Queue.Submitted[index], result);
        _bench.Poll();
    }

    private void CompleteAll(Func<ScriptedOperation, int> result)
    {
        foreach (var operation in _bench.Queue.Submitted.ToArray())
            _bench.Queue.Complete(operation, result(operation));
        _bench.Poll();
    }
}
