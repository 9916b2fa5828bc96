using AoEde.Engine.Tests.Bench;
using AoEde.Engine.Wire;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Sessions;

/// <summary>The answer to a new episode of congestion waits; there is room for so many, and only the answer waits.</summary>
public sealed class CongestionTests : IDisposable
{
    private const int Room = 32;
    private const int Delay = 500;
    private readonly DispatchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableFact]
    public void Episode_New_IsAnsweredWhenItsTimeHasCome()
    {
        Congest(5);
        _bench.ShouldBeSilent();
        long now = _bench.Clock.NowMilliseconds;
        _bench.Delayed.MillisecondsUntilNext(now).ShouldBe(Delay);
        _bench.Delayed.MillisecondsUntilNext(now + 200).ShouldBe(Delay - 200);
        _bench.Delayed.SendDue(now + Delay - 1);
        _bench.ShouldBeSilent();

        _bench.Delayed.SendDue(now + Delay);
        _bench.Turn();
        _bench.Take().Bytes[26..39].ShouldBe("CONGESTION\05\0"u8.ToArray());
        _bench.Delayed.MillisecondsUntilNext(now).ShouldBe(-1);
    }

    [SkippableFact]
    public void Episode_Same_IsAnsweredAtOnceEvenWhileTheFirstAnswerWaits()
    {
        Congest(5);
        uint again = Congest(5);
        _bench.Take().Tag.ShouldBe(again);
        Congest(6);
        _bench.ShouldBeSilent();
        uint back = Congest(6);
        _bench.Take().Tag.ShouldBe(back);
    }

    [SkippableFact]
    public void Episode_WithoutNumber_IsAnsweredAtOnce()
    {
        _bench.Ask(_bench.Client.Extensions("congestion"));
        _bench.Ask(_bench.Client.Extensions("reset", "congestion"));
    }

    [SkippableFact]
    public void Episodes_MoreThanThereIsRoomFor_AreAnsweredAtOnce()
    {
        for (int i = 0; i < Room; i++)
            Congest(i);
        _bench.ShouldBeSilent();
        uint beyond = Congest(1000);
        _bench.Take().Tag.ShouldBe(beyond);

        _bench.Delayed.SendAll();
        _bench.Turn();
        for (int i = 0; i < Room; i++)
            _bench.Take();
        _bench.ShouldBeSilent();
        Congest(2000);
        _bench.ShouldBeSilent();
    }

    [SkippableFact]
    public void Episode_InALongRequest_IsAnsweredAtOnce()
    {
        _bench.Ask(_bench.Client.Extensions("congestion", "7") with { Length = 257 }).Length.ShouldBe(257);
        _bench.Dispatch(_bench.Client.Extensions("congestion", "8") with { Length = 256 });
        _bench.ShouldBeSilent();
    }

    [SkippableFact]
    public void Episode_WaitingTheWholeWhile_HoldsUpNobody()
    {
        Congest(5);
        var reply = _bench.Ask(_bench.Client.Identify());
        reply.Length.ShouldBe(548);
    }

    private uint Congest(int episode)
    {
        var request = _bench.Client.Extensions("congestion", $"{episode}");
        _bench.Dispatch(request).ShouldBe([DropReason.None]);
        return request.Tag;
    }
}
