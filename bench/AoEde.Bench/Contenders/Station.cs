using AoEde.Bench.Load;
using AoEde.Native.Packet;
using AoEde.Protocol;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Bench.Contenders;

/// <summary>
/// A contender at work in one scene, on a cable of its own: a frame on the cable of one costs the others nothing. It is stopped
/// (SIGSTOP) while it is not measured, since the reflector never sleeps.
/// </summary>
internal sealed class Station : IDisposable
{
    private readonly Backing _backing;
    private readonly HostedProcess _process;

    /// <summary>Starts it and waits until all its targets answer.</summary>
    public Station(Contender contender, Scene scene, BenchNetwork network, int mtu, long? imageBytes = null)
    {
        Contender = contender;
        Scene = scene;
        var (link, far) = network.Connect(mtu);
        Link = far;
        _backing = new Backing(scene, imageBytes);
        try
        {
            var place = new StationPlace(link.Name, _backing.Images, _backing.Folder, scene);
            _process = new HostedProcess(link.Host, "taskset", ["-c", $"{BenchNetwork.TargetCpu}", .. contender.Command(place)]);
            Mac = far.Mac;
            Port = network.Open(far, mtu);
            Targets = [.. Enumerable.Range(0, _backing.Images.Count).Select(Find)];
            if (scene is Scene.Frozen or Scene.Merging)
                Freezer = new Freezer(_process);
            if (scene == Scene.Frozen)
                Freezer!.Freeze();
        }
        catch (Exception e)
        {
            var story = _process?.Story;
            Dispose();
            if (story is null)
                throw;
            throw new BenchException($"{contender.Name} cannot be measured with {scene}: {e.Message}\n{story}");
        }
    }

    public Contender Contender { get; }

    public Scene Scene { get; }

    public TestLink Link { get; }

    public MacAddress Mac { get; }

    /// <summary>The generator's end of the cable.</summary>
    public PacketPort Port { get; }

    public IReadOnlyList<LoadTarget> Targets { get; }

    /// <summary>Freezes and thaws, in the scenes that do.</summary>
    public Freezer? Freezer { get; }

    /// <summary>Where its image and its own files are.</summary>
    public string Folder => _backing.Folder;

    public int ProcessId => _process.ProcessId;

    public void Rest() => Tool.Run("kill", "-STOP", $"{ProcessId}");

    public void Wake()
    {
        if (!_process.IsRunning)
            throw new BenchException($"{Contender.Name} has ended: {_process.Story}");
        Tool.Run("kill", "-CONT", $"{ProcessId}");
    }

    public void Dispose()
    {
        _process?.Dispose();
        Port?.Dispose();
        _backing.Dispose();
    }

    private LoadTarget Find(int target)
    {
        if (!_process.IsRunning)
            throw new BenchException("it has ended");
        return TargetFinder.Find(Port, Mac, StationPlace.AddressOf(target));
    }
}
