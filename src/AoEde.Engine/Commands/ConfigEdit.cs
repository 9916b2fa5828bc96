using AoEde.Engine.Sessions;
using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>
/// Config set and force-set. Set succeeds on an empty or identical string only. Success also ends what its sender has
/// negotiated: AoEde's way of starting over.
/// </summary>
internal sealed class ConfigEdit(TargetLane lane, ReplyContext reply, ConfigCommand command, byte[] text) : StateEdit(lane, reply)
{
    private readonly Session? _session = lane.Sessions.Find(reply.Destination);
    private readonly int _changes = lane.Sessions.Find(reply.Destination)?.Changes ?? 0;
    private bool _refused;

    public override SoftState Apply(SoftState current)
    {
        bool same = current.ConfigString.AsSpan().SequenceEqual(text);
        _refused = command == ConfigCommand.Set && current.ConfigString.Length != 0 && !same;
        return _refused || same ? current : current with { ConfigString = text };
    }

    // What was negotiated after this request, while it was being stored, came later and stays.
    public override void Stored()
    {
        if (!_refused && _session is not null && _session.Changes == _changes)
            _session.Reset();
    }

    public override int WriteAnswer(Span<byte> frame, int mtu)
    {
        Lane.Counters.Count(CommandKind.Config, _refused ? CommandResult.Refused : CommandResult.Ok);
        return ConfigReplies.Write(frame, Reply, Lane, mtu, _refused ? AoeError.ConfigStringPresent : AoeError.None, command);
    }
}
