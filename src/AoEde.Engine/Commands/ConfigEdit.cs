using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>Config set and force-set. Set succeeds on an empty or identical string only.</summary>
internal sealed class ConfigEdit(TargetLane lane, ReplyContext reply, ConfigCommand command, byte[] text) : StateEdit(lane, reply)
{
    private bool _refused;

    public override SoftState Apply(SoftState current)
    {
        bool same = current.ConfigString.AsSpan().SequenceEqual(text);
        _refused = command == ConfigCommand.Set && current.ConfigString.Length != 0 && !same;
        return _refused || same ? current : current with { ConfigString = text };
    }

    public override int WriteAnswer(Span<byte> frame, int mtu)
    {
        Lane.Counters.Count(CommandKind.Config, _refused ? CommandResult.Refused : CommandResult.Ok);
        return ConfigReplies.Write(frame, Reply, Lane, mtu, _refused ? AoeError.ConfigStringPresent : AoeError.None, command);
    }
}
