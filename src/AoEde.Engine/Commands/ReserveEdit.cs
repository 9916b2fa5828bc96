using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>Reserve set and force-set. Set succeeds when nobody holds the target, or for one who holds it; an empty list releases.</summary>
internal sealed class ReserveEdit(TargetLane lane, ReplyContext reply, ReserveCommand command, MacAddress[] holders)
    : StateEdit(lane, reply)
{
    private bool _refused;

    /// <summary>Writes the list, as much of it as one frame holds.</summary>
    public static int WriteList(
        Span<byte> frame, in ReplyContext reply, AoeError error, ReserveCommand command, ReadOnlySpan<MacAddress> list, int mtu)
    {
        int room = (mtu + AoeWire.EthernetHeaderLength - AoeWire.ReserveHeaderLength) / MacAddress.Length;
        return ReplyWriter.Reserve(frame, reply, error, command, list[..Math.Min(list.Length, room)]);
    }

    public override SoftState Apply(SoftState current)
    {
        _refused = command == ReserveCommand.Set && current.IsReservedFrom(Reply.Destination);
        return _refused || current.Reservation.AsSpan().SequenceEqual(holders) ? current : current with { Reservation = holders };
    }

    public override int WriteAnswer(Span<byte> frame, int mtu)
    {
        Lane.Counters.Count(CommandKind.Reserve, _refused ? CommandResult.Refused : CommandResult.Ok);
        var error = _refused ? AoeError.TargetReserved : AoeError.None;
        return WriteList(frame, Reply, error, command, Lane.Target.State.Reservation, mtu);
    }
}
