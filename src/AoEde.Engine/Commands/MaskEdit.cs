using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>Directives for the MAC mask list, in order. The first that fails stops; those before it stay done.</summary>
internal sealed class MaskEdit(TargetLane lane, ReplyContext reply, (MaskDirective What, MacAddress Who)[] directives)
    : StateEdit(lane, reply)
{
    private MaskError _error;
    private int _failedAt;

    /// <summary>Writes the list, as much of it as one frame holds.</summary>
    public static int WriteList(Span<byte> frame, in ReplyContext reply, MaskCommand command, ReadOnlySpan<MacAddress> list, int mtu)
    {
        int room = (mtu + AoeWire.EthernetHeaderLength - AoeWire.MaskHeaderLength) / AoeWire.MaskEntryLength;
        return ReplyWriter.Mask(frame, reply, command, list[..Math.Min(list.Length, room)]);
    }

    public override SoftState Apply(SoftState current)
    {
        var list = new List<MacAddress>(current.Mask);
        for (int i = 0; i < directives.Length && _error == MaskError.None; i++)
        {
            _failedAt = i;
            _error = ApplyOne(list, directives[i]);
        }

        return list.SequenceEqual(current.Mask) ? current : current with { Mask = [.. list] };
    }

    public override int WriteAnswer(Span<byte> frame, int mtu)
    {
        Lane.Counters.Count(CommandKind.Mask, _error == MaskError.None ? CommandResult.Ok : CommandResult.Refused);
        return _error == MaskError.None
            ? WriteList(frame, Reply, MaskCommand.Edit, Lane.Target.State.Mask, mtu)
            : ReplyWriter.Mask(frame, Reply, MaskCommand.Edit, _error, (byte)_failedAt);
    }

    private static MaskError ApplyOne(List<MacAddress> list, (MaskDirective What, MacAddress Who) directive)
    {
        switch (directive.What)
        {
            case MaskDirective.Nop:
                return MaskError.None;
            case MaskDirective.Delete:
                list.Remove(directive.Who);
                return MaskError.None;
            case MaskDirective.Add when list.Contains(directive.Who):
                return MaskError.None;
            case MaskDirective.Add when list.Count == AoeWire.MaximumListCount:
                return MaskError.ListFull;
            case MaskDirective.Add:
                list.Add(directive.Who);
                return MaskError.None;
            default:
                return MaskError.BadDirective;
        }
    }
}
