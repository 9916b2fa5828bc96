using AoEde.Engine.Commands;
using AoEde.Engine.Disk;
using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;

namespace AoEde.Engine.Tests.Commands;

/// <summary>A target whose state edits are applied as the keeper does, and the answers they write.</summary>
internal sealed class EditBench : IDisposable
{
    private const int Mtu = 1500;
    private readonly TempImage _image = new(8, filled: false);

    public EditBench()
    {
        Target = Sample.Target(_image);
        Lane = new TargetLane(Target, (DiskLine)null!, 0);
    }

    public static MacAddress Asker { get; } = Sample.Mac(77);

    public Target Target { get; }

    public TargetLane Lane { get; }

    public ReplyContext Reply(AoeCommand command) => new(Asker, Sample.Mac(1), Target.Address, command, 0x1234);

    /// <summary>Applies an edit and returns its answer, written over stale bytes.</summary>
    public Reply Answer(StateEdit edit)
    {
        Target.State = edit.Apply(Target.State);
        var frame = new byte[Mtu + 14];
        Array.Fill(frame, (byte)0xEE);
        int length = edit.WriteAnswer(frame, Mtu);
        return new Reply(frame[..length]);
    }

    public void Set(Func<SoftState, SoftState> change) => Target.State = change(Target.State);

    public long Counted(CommandKind kind, CommandResult result) => Lane.Counters[kind, result];

    public void Dispose()
    {
        Target.Dispose();
        _image.Dispose();
    }
}
