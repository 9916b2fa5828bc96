using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>
/// A target process that exports one image as 1.2 over a private cable, with two initiators at the other end. With
/// AOEDE_WIRE_SUBJECT=vblade it is Debian's vblade: many cases then fail, as they should.
/// </summary>
public sealed class Subject : IDisposable
{
    private readonly SubjectOptions _options;

    public Subject(SubjectOptions options)
    {
        _options = options;
        (Network, Link, InitiatorLink) = TestNetwork.Pair(options.Mtu);
        Image = new TempImage(options.Sectors, options.IsFilled, inMemory: options.Engine == SubjectOptions.InMemory);
        try
        {
            // Opened before the target, so that they see how it announces itself.
            var me = Initiator.Open(InitiatorLink);
            var other = Initiator.Open(InitiatorLink, OtherMac);
            Process = Start();
            var identity = new TargetIdentity(Link.Mac, SubjectOptions.Shelf, SubjectOptions.Slot);
            Me = new TargetClient(me, identity);
            Other = new TargetClient(other, identity);
            Rules = new ReplyRules(identity, options.Mtu);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public static bool IsVblade => Environment.GetEnvironmentVariable("AOEDE_WIRE_SUBJECT") is "vblade";

    public static MacAddress OtherMac { get; } = MacAddress.Parse("02:00:00:00:00:99");

    public TestNetwork Network { get; }

    public HostedProcess Process { get; private set; } = null!;

    public TargetClient Me { get; } = null!;

    /// <summary>A second station on the same cable.</summary>
    public TargetClient Other { get; } = null!;

    public ReplyRules Rules { get; } = null!;

    public TempImage Image { get; }

    /// <summary>The target's end of the cable.</summary>
    public TestLink Link { get; }

    public TestLink InitiatorLink { get; }

    public int Mtu => _options.Mtu;

    /// <summary>Sectors that fit a frame.</summary>
    public byte MaxSectors => (byte)((_options.Mtu - 36) / 512);

    public long Sectors => _options.Sectors;

    /// <summary>Starts the target again after it was ended.</summary>
    public void Restart()
    {
        Process.Dispose();
        Process = Start();
        Me.AskUntilAnswered(Me.Config());
    }

    public void Dispose()
    {
        Process?.Dispose();
        Me?.Initiator.Dispose();
        Other?.Initiator.Dispose();
        Network.Dispose();
        Image.Dispose();
    }

    private HostedProcess Start()
    {
        var backing = _options.Backing(Image);
        if (IsVblade)
        {
            Skip.IfNot(Prerequisites.Vblade.IsMet, Prerequisites.Vblade.Reason);
            return new VbladeProcess(Link, SubjectOptions.Shelf, SubjectOptions.Slot, backing, _options.Arguments);
        }

        return AgentProcess.StartReady(Link.Host, [
            "export", .. _options.EngineArguments, .. _options.Arguments,
            $"{SubjectOptions.Shelf}", $"{SubjectOptions.Slot}", Link.Name, backing]);
    }
}
