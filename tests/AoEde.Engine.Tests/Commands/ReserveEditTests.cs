using AoEde.Engine.Commands;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Commands;

/// <summary>Reserve and release (protocol: command 3). The asker is holder 77.</summary>
public sealed class ReserveEditTests : IDisposable
{
    private const int Asker = 77;
    private readonly EditBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(ReserveCommand.Set, new int[] { }, new[] { 5 }, true)]
    [InlineData(ReserveCommand.Set, new int[] { }, new[] { Asker }, true)]
    [InlineData(ReserveCommand.Set, new[] { Asker }, new[] { 5, 6 }, true)]
    [InlineData(ReserveCommand.Set, new[] { 5, Asker }, new int[] { }, true)]
    [InlineData(ReserveCommand.Set, new[] { 5 }, new[] { Asker }, false)]
    [InlineData(ReserveCommand.Set, new[] { 5 }, new int[] { }, false)]
    [InlineData(ReserveCommand.ForceSet, new[] { 5 }, new[] { Asker }, true)]
    [InlineData(ReserveCommand.ForceSet, new[] { 5 }, new int[] { }, true)]
    public void Edit_OnAReservation_LeavesAndAnswersWhatTheProtocolSays(ReserveCommand command, int[] before, int[] wanted, bool done)
    {
        _bench.Set(s => s with { Reservation = [.. before.Select(Sample.Mac)] });
        var reply = _bench.Answer(
            new ReserveEdit(_bench.Lane, _bench.Reply(AoeCommand.Reserve), command, [.. wanted.Select(Sample.Mac)]));

        var after = (done ? wanted : before).Select(Sample.Mac).ToArray();
        _bench.Target.State.Reservation.ShouldBe(after);
        reply.ReserveList.ShouldBe(after, "every answer carries the list as it is now");
        reply.Error.ShouldBe((byte)(done ? 0 : 6));
        reply.IsError.ShouldBe(!done);
        _bench.Counted(CommandKind.Reserve, done ? CommandResult.Ok : CommandResult.Refused).ShouldBe(1);
    }

    [Fact]
    public void Reserved_ForOthers_IsReservedFromTheRest()
    {
        _bench.Target.State.IsReservedFrom(Sample.Mac(1)).ShouldBeFalse();
        _bench.Set(s => s with { Reservation = [Sample.Mac(5)] });

        _bench.Target.State.IsReservedFrom(Sample.Mac(5)).ShouldBeFalse();
        _bench.Target.State.IsReservedFrom(Sample.Mac(1)).ShouldBeTrue();
    }

    [Fact]
    public void Edit_ThatChangesNothing_IsTheSameState()
    {
        _bench.Set(s => s with { Reservation = [Sample.Mac(5)] });
        var before = _bench.Target.State;

        Edit(ReserveCommand.Set, Asker).Apply(before).ShouldBeSameAs(before);
        Edit(ReserveCommand.ForceSet, 5).Apply(before).ShouldBeSameAs(before);
    }

    [Fact]
    public void Answer_MoreHoldersThanTheFrameHolds_AreThoseThatFit()
    {
        var reply = _bench.Answer(Edit(ReserveCommand.Set, [.. Enumerable.Range(1, 255)]));

        reply.Length.ShouldBeLessThanOrEqualTo(1514);
        reply.ReserveCount.ShouldBe((byte)((1514 - 26) / 6));
        _bench.Target.State.Reservation.Length.ShouldBe(255);
    }

    private ReserveEdit Edit(ReserveCommand command, params int[] holders) =>
        new(_bench.Lane, _bench.Reply(AoeCommand.Reserve), command, [.. holders.Select(Sample.Mac)]);
}
