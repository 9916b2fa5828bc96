using AoEde.Engine.Safety;
using AoEde.Engine.State;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Native;
using AoEde.Native.Netlink;
using AoEde.Protocol;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Hosting;

/// <summary>The host's links and the pumps that serve them. Changed by the control loop only; the lists are read by anyone.</summary>
internal sealed class InterfaceSet(HostOptions host, SoftStateKeeper keeper, IConflictSink conflicts, ILogger logger)
{
    private readonly Dictionary<int, LinkInfo> _links = [];
    private readonly Dictionary<int, InterfacePump> _pumps = [];
    private IReadOnlyList<InterfacePump> _running = [];
    private MacAddress[] _ownMacs = [];

    /// <summary>Told of a pump whose thread failed; set before any starts.</summary>
    public Action<InterfacePump, Exception> PumpFailed { get; set; } = (_, _) => { };

    /// <summary>The pumps now.</summary>
    public IReadOnlyList<InterfacePump> Pumps => Volatile.Read(ref _running);

    public IReadOnlyCollection<string> Names => [.. _links.Values.Select(l => l.Name)];

    /// <summary>Whether an address belongs to this host: two of its interfaces on one segment hear each other.</summary>
    /// <param name="mac">The address.</param>
    public bool IsOwn(MacAddress mac) => Array.IndexOf(Volatile.Read(ref _ownMacs), mac) >= 0;

    public bool IsUp(InterfacePump pump) => _links.TryGetValue(pump.Options.InterfaceIndex, out var link) && link.IsUp;

    /// <summary>Links that a target shall be exported on, up or not.</summary>
    /// <param name="options">The target.</param>
    public IReadOnlyList<LinkInfo> Selected(TargetOptions options) =>
        [.. _links.Values.Where(l => !options.OtherInterfaces.Contains(l.Name) && InterfaceMatcher.Selects(host.Policy, options.Interfaces, l.Name)).OrderBy(l => l.Index)];

    /// <summary>
    /// Interfaces that a target ought to be reached through and is not, by name: those it names, and those it has been on since it was opened.
    /// One that only fits a pattern may never have had a cable.
    /// </summary>
    /// <param name="options">The target.</param>
    /// <param name="served">The interfaces it is on.</param>
    public IReadOnlyList<string> Missing(TargetOptions options, IEnumerable<InterfacePump> served)
    {
        var named = options.Interfaces.Where(n => n.AsSpan().IndexOfAny('*', '?') < 0 && !_links.Values.Any(l => l.Name == n && l.IsUp));
        var lost = served.Where(p => !IsUp(p)).Select(p => p.Options.InterfaceName);
        return [.. named.Concat(lost).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Why no link is selected; null when one is.</summary>
    /// <param name="options">The target.</param>
    public Refusal? CheckSelection(TargetOptions options) =>
        InterfaceMatcher.Check(host.Policy, options.Interfaces, [.. Names.Except(options.OtherInterfaces)]);

    public void Note(LinkInfo link)
    {
        _links[link.Index] = link;
        Publish();
    }

    public LinkInfo? Forget(int index)
    {
        _links.Remove(index, out var link);
        Publish();
        return link.Name is null ? null : link;
    }

    public LinkInfo? Find(int index) => _links.TryGetValue(index, out var link) ? link : null;

    public InterfacePump? PumpOf(int index) => _pumps.GetValueOrDefault(index);

    /// <summary>Whether the pump of a link must be made anew to serve it as it is now.</summary>
    /// <param name="pump">The pump.</param>
    /// <param name="link">The link.</param>
    /// <param name="ringFrames">Frames its receive ring must have.</param>
    public static bool IsOutgrown(InterfacePump pump, LinkInfo link, int ringFrames) =>
        pump.Options.Mac != new MacAddress(link.HardwareAddress)
        || pump.Options.InterfaceName != link.Name
        || !pump.CanServe(link.Mtu)
        || pump.Options.RingFrames < ringFrames;

    /// <summary>Starts serving a link; null, and logged, when its rings cannot be opened.</summary>
    /// <param name="link">A link that is up.</param>
    /// <param name="ringFrames">Frames in its receive ring.</param>
    public async Task<InterfacePump?> StartAsync(LinkInfo link, int ringFrames)
    {
        var options = new PumpOptions
        {
            InterfaceIndex = link.Index,
            InterfaceName = link.Name,
            Mac = new MacAddress(link.HardwareAddress),
            Mtu = link.Mtu,
            RingFrames = ringFrames,
            SpinMicroseconds = host.SpinMicroseconds,
            CopiesFrames = link.StaysInHost,
            Threads = host.PumpsPerInterface,
        };
        try
        {
            var pump = await InterfacePump.StartAsync(options, keeper.EditorFor, conflicts);
            _pumps[link.Index] = pump;
            Publish();
            EngineLog.InterfaceUp(logger, link.Name, options.Mac, link.Mtu);
            _ = pump.Stopped.ContinueWith(
                failed => PumpFailed(pump, failed.Exception!.GetBaseException()), CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return pump;
        }
        catch (NativeException e)
        {
            EngineLog.InterfaceFailed(logger, link.Name, e.Message);
            return null;
        }
    }

    /// <summary>Stops the pump of a link, if it has one: everything received is answered first.</summary>
    /// <param name="index">The link.</param>
    public async Task StopAsync(int index)
    {
        if (!_pumps.Remove(index, out var pump))
            return;
        Publish();
        try
        {
            await pump.StopAsync().WaitAsync(TargetDevices.DrainLimit);
            pump.Dispose();
        }
        catch (TimeoutException)
        {
            EngineLog.InterfaceStuck(logger, pump.Options.InterfaceName, TargetDevices.DrainLimit.TotalSeconds);
        }
        catch (Exception e)
        {
            EngineLog.InterfaceFailed(logger, pump.Options.InterfaceName, e.Message);
        }
    }

    private void Publish()
    {
        Volatile.Write(ref _running, [.. _pumps.Values]);
        Volatile.Write(ref _ownMacs, [.. _links.Values.Select(l => new MacAddress(l.HardwareAddress)).Where(m => !m.IsZero)]);
    }
}
