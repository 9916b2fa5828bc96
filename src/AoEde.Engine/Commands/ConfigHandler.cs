using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>Command 1: discovery, and the config string.</summary>
internal sealed class ConfigHandler(Transmitter transmitter, ISoftStateEditor editor)
{
    public DropReason Handle(in Inbound inbound)
    {
        if (!ConfigRequest.TryParse(inbound.Header, out var config))
            return DropReason.Malformed;

        // The length and what follows it mean nothing in a read: aoeping sends 1,024 bytes of filler there.
        if (config.Command == ConfigCommand.Read)
            return Answer(inbound, config.Command, AoeError.None);
        if (!config.TryGetString(out var text))
            return Answer(inbound, config.Command, AoeError.BadArgument);

        ReadOnlySpan<byte> current = inbound.Lane.Target.State.ConfigString;
        switch (config.Command)
        {
            case ConfigCommand.Test:
                return current.SequenceEqual(text) ? Answer(inbound, config.Command, AoeError.None) : DropReason.ConfigMismatch;
            case ConfigCommand.TestPrefix:
                return current.StartsWith(text) ? Answer(inbound, config.Command, AoeError.None) : DropReason.ConfigMismatch;
            case ConfigCommand.Set or ConfigCommand.ForceSet when !inbound.Lane.Target.Options.ConfigFixed:
                var edit = new ConfigEdit(inbound.Lane, inbound.Reply, config.Command, text.ToArray());
                return editor.TrySubmit(edit) ? DropReason.None : DropReason.Overload;
            default:
                return Answer(inbound, config.Command, AoeError.BadArgument);
        }
    }

    private DropReason Answer(in Inbound inbound, ConfigCommand command, AoeError error)
    {
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        inbound.Lane.Counters.Count(CommandKind.Config, error == AoeError.None ? CommandResult.Ok : CommandResult.Refused);
        return transmitter.Send(ConfigReplies.Write(frame, inbound.Reply, inbound.Lane, transmitter.Mtu, error, command));
    }
}
