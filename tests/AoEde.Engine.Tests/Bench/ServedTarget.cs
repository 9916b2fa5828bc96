using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Engine.Wire;
using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;

namespace AoEde.Engine.Tests.Bench;

/// <summary>A real pump in a private network with one target on an image, and an initiator at the other end.</summary>
internal sealed class ServedTarget : IConflictSink, IDisposable
{
    private readonly Cable _cable;

    private ServedTarget(Cable cable, TempImage image, Target target, SoftStateStore? store, int threads)
    {
        _cable = cable;
        Image = image;
        Target = target;
        Keeper = new SoftStateKeeper(store, Log);
        var options = new PumpOptions
        {
            InterfaceIndex = cable.Target.Index,
            InterfaceName = cable.Target.Name,
            Mac = cable.Target.Mac,
            Mtu = cable.Target.Mtu,
            RingFrames = 256,
            SpinMicroseconds = 20,
            Threads = threads,
        };

        // The pump's thread is born in the namespace of the thread that starts it.
        Pump = NamespaceThread.Run(cable.Target.Host, () => InterfacePump.StartAsync(options, Keeper.EditorFor, this)).GetAwaiter().GetResult();
        Lanes = Pump.AddAsync(target).GetAwaiter().GetResult();
        Client = new TargetClient(cable.Station, new TargetIdentity(options.Mac, target.Address.Shelf, target.Address.Slot));
    }

    public TempImage Image { get; }

    /// <summary>The initiators' end of the cable.</summary>
    public TestLink InitiatorLink => _cable.Initiator;

    public Target Target { get; }

    /// <summary>One for each thread of the pump.</summary>
    public IReadOnlyList<TargetLane> Lanes { get; }

    public TargetLane Lane => Lanes[0];

    public InterfacePump Pump { get; }

    public SoftStateKeeper Keeper { get; }

    public TargetClient Client { get; }

    /// <summary>What the keeper logged.</summary>
    public RecordingLogger Log { get; } = new();

    /// <summary>Who else answered at the target's address.</summary>
    public List<MacAddress> Heard { get; } = [];

    public static ServedTarget Start(
        int mtu = 1500, Func<TargetOptions, TargetOptions>? change = null, SoftStateStore? store = null, int threads = 1, Func<TempImage>? make = null)
    {
        var cable = Cable.Lay(mtu);
        var image = make?.Invoke() ?? new TempImage(2048);
        var target = Sample.Target(image, change);
        try
        {
            return new ServedTarget(cable, image, target, store, threads);
        }
        catch
        {
            target.Dispose();
            image.Dispose();
            cable.Dispose();
            throw;
        }
    }

    public void HeardAnother(TargetLane lane, MacAddress other) => Heard.Add(other);

    /// <summary>Sends one request and returns its answer.</summary>
    public Reply Ask(RequestFrame request) => Client.AskUntilAnswered(request);

    public void Dispose()
    {
        try
        {
            Pump.StopAsync().Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue("the pump did not stop");
            Keeper.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue("the keeper did not stop");
            Pump.Dispose();
        }
        finally
        {
            Target.Dispose();
            Image.Dispose();
            _cable.Dispose();
        }
    }
}
