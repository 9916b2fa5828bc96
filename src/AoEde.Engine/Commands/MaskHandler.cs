using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>Command 2: the list of MAC addresses that are served. Editing it over the wire can be switched off.</summary>
internal sealed class MaskHandler(Transmitter transmitter, ISoftStateEditor editor)
{
    public DropReason Handle(in Inbound inbound)
    {
        if (!MaskRequest.TryParse(inbound.Header, out var mask))
            return DropReason.Malformed;
        if (mask.Command == MaskCommand.Read)
            return AnswerList(inbound);
        if (mask.Command != MaskCommand.Edit || !mask.Fits || !inbound.Lane.Target.Options.AllowRemoteEdits)
            return Refuse(inbound);

        var directives = new (MaskDirective, MacAddress)[mask.Count];
        for (int i = 0; i < directives.Length; i++)
            directives[i] = mask[i];
        return editor.TrySubmit(new MaskEdit(inbound.Lane, inbound.Reply, directives)) ? DropReason.None : DropReason.Overload;
    }

    private DropReason AnswerList(in Inbound inbound)
    {
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        inbound.Lane.Counters.Count(CommandKind.Mask, CommandResult.Ok);
        return transmitter.Send(MaskEdit.WriteList(frame, inbound.Reply, MaskCommand.Read, inbound.Lane.Target.State.Mask, transmitter.Mtu));
    }

    private DropReason Refuse(in Inbound inbound)
    {
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        inbound.Lane.Counters.Count(CommandKind.Mask, CommandResult.Refused);
        return transmitter.Send(ReplyWriter.Error(frame, inbound.Reply, AoeError.BadArgument));
    }
}
