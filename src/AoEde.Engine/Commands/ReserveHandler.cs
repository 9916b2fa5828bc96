using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>Command 3: who alone may use the target.</summary>
internal sealed class ReserveHandler(Transmitter transmitter, ISoftStateEditor editor)
{
    public DropReason Handle(in Inbound inbound)
    {
        if (!ReserveRequest.TryParse(inbound.Header, out var reserve))
            return DropReason.Malformed;
        if (reserve.Command == ReserveCommand.Read)
            return Answer(inbound, reserve.Command, AoeError.None);
        bool known = reserve.Command is ReserveCommand.Set or ReserveCommand.ForceSet;
        if (!known || !reserve.Fits || !inbound.Lane.Target.Options.HonorReservations)
            return Answer(inbound, reserve.Command, AoeError.BadArgument);

        var holders = new MacAddress[reserve.Count];
        for (int i = 0; i < holders.Length; i++)
            holders[i] = reserve[i];
        return editor.TrySubmit(new ReserveEdit(inbound.Lane, inbound.Reply, reserve.Command, holders)) ? DropReason.None : DropReason.Overload;
    }

    private DropReason Answer(in Inbound inbound, ReserveCommand command, AoeError error)
    {
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        inbound.Lane.Counters.Count(CommandKind.Reserve, error == AoeError.None ? CommandResult.Ok : CommandResult.Refused);
        return transmitter.Send(
            ReserveEdit.WriteList(frame, inbound.Reply, error, command, inbound.Lane.Target.State.Reservation, transmitter.Mtu));
    }
}
