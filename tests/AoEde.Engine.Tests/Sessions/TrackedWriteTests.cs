using AoEde.Engine.Tests.Bench;
using AoEde.Engine.Wire;
using AoEde.Native;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Sessions;

/// <summary>A tag is remembered when its write is done, and not a moment sooner.</summary>
public sealed class TrackedWriteTests : IDisposable
{
    private readonly DispatchBench _bench = new();

    public TrackedWriteTests() => _bench.Ask(_bench.Client.Extensions("tag_inc_be"));

    public void Dispose() => _bench.Dispose();

    [SkippableFact]
    public void Write_Done_IsAcknowledgedAgainWithoutTheDisk()
    {
        Complete(Write(7, 1));
        _bench.Dispatch(Write(7, 2)).ShouldBe([DropReason.None]);
        _bench.Take().AtaStatus.ShouldBe((byte)0x40);

        _bench.Queue.History.Count.ShouldBe(1);
        _bench.Lane.Counters.AcknowledgedDuplicates.ShouldBe(1);
    }

    [SkippableFact]
    public void Write_Failed_GoesToTheDiskWhenSentAgain()
    {
        _bench.Dispatch(Write(7, 1));
        _bench.CompleteOldest(-Errno.EIO);
        _bench.Take().AtaStatus.ShouldBe((byte)0x41);

        Complete(Write(7, 1));
        _bench.Queue.History.Count.ShouldBe(2);
    }

    [SkippableFact]
    public void Write_LetGoWithoutAnAnswer_GoesToTheDiskWhenSentAgain()
    {
        _bench.Dispatch(Write(7, 1));
        _bench.AbandonOldest();
        _bench.ShouldBeSilent();

        Complete(Write(7, 1));
        _bench.Queue.History.Count.ShouldBe(2);
    }

    [SkippableFact]
    public void Write_UnderWay_AnswersItsCopies()
    {
        _bench.Dispatch(Write(7, 1), Write(7, 1), Write(7, 2)).ShouldBe([DropReason.None, DropReason.UnderWay, DropReason.UnderWay]);
        _bench.ShouldBeSilent();
        _bench.CompleteOldest();

        _bench.Take().Tag.ShouldBe(7u);
        _bench.ShouldBeSilent();
        _bench.Queue.History.Count.ShouldBe(1);
        _bench.Lane.Counters.IgnoredDuplicates.ShouldBe(2);
    }

    [SkippableFact]
    public void Write_OfTheSameDataByAnotherTag_IsRememberedWithTheOneThatRan()
    {
        _bench.Dispatch(Write(7, 1), Write(8, 1)).ShouldBe([DropReason.None, DropReason.None]);
        _bench.CompleteOldest();
        new[] { _bench.Take().Tag, _bench.Take().Tag }.ShouldBe([7u, 8u], ignoreOrder: true);
        _bench.Queue.History.Count.ShouldBe(1);

        _bench.Dispatch(Write(7, 3), Write(8, 4));
        new[] { _bench.Take().Tag, _bench.Take().Tag }.ShouldBe([7u, 8u], ignoreOrder: true);
        _bench.Queue.History.Count.ShouldBe(1);
    }

    [SkippableFact]
    public void Write_WaitingForAnother_IsNotRememberedUntilItRan()
    {
        _bench.Dispatch(Write(7, 1), Write(8, 2), Write(8, 2)).ShouldBe([DropReason.None, DropReason.None, DropReason.UnderWay]);
        _bench.CompleteOldest();
        _bench.Take().Tag.ShouldBe(7u);
        _bench.ShouldBeSilent();
        _bench.CompleteOldest(-Errno.EIO);
        _bench.Take().AtaStatus.ShouldBe((byte)0x41);

        Complete(Write(8, 2));
        _bench.Queue.History.Count.ShouldBe(3);
    }

    [SkippableFact]
    public void Write_UnderWayAcrossAReset_GoesToTheDiskOnceMore()
    {
        // An initiator that starts over: its new tag 7 has nothing to do with the one that is still being written.
        _bench.Dispatch(Write(7, 1), _bench.Client.Extensions("reset", "tag_inc_be"), Write(7, 2))
            .ShouldBe([DropReason.None, DropReason.None, DropReason.None]);
        _bench.Take();
        _bench.CompleteOldest();
        _bench.CompleteOldest();
        _bench.Take().Tag.ShouldBe(7u);
        _bench.Take().Tag.ShouldBe(7u);
        _bench.Queue.History.Count.ShouldBe(2);
    }

    [SkippableFact]
    public void Write_WithoutARequestToHoldIt_IsNotRemembered()
    {
        var others = Enumerable.Range(0, 64).Select(i => _bench.Client.Read(8, 1) with { Tag = 1000 + (uint)i }).ToArray();
        foreach (var batch in others.Chunk(32))
            _bench.Dispatch(batch);
        _bench.Dispatch(Write(7, 1)).ShouldBe([DropReason.Overload]);
        while (_bench.Queue.Submitted.Count > 0)
            _bench.CompleteOldest();
        _bench.Client.Initiator.Forget();

        Complete(Write(7, 1));
    }

    private RequestFrame Write(uint tag, byte fill)
    {
        var data = new byte[512];
        Array.Fill(data, fill);
        return _bench.Client.Write(5, data) with { Tag = tag };
    }

    private void Complete(RequestFrame write)
    {
        _bench.Dispatch(write).ShouldBe([DropReason.None]);
        _bench.CompleteOldest();
        var reply = _bench.Take();
        (reply.Tag, reply.AtaStatus).ShouldBe((write.Tag, (byte)0x40));
    }
}
