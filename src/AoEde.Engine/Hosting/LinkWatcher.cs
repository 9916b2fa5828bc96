using AoEde.Native.Events;
using AoEde.Native.Netlink;

namespace AoEde.Engine.Hosting;

/// <summary>Reports what happens to the host's links, on a thread of its own that sleeps in between.</summary>
internal sealed class LinkWatcher : IDisposable
{
    private readonly LinkMonitor _monitor = new();
    private readonly EventFd _stop = new();
    private readonly Action<LinkChange> _report;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <summary>Starts watching; <see cref="Links"/> is the state that the reports begin from.</summary>
    /// <param name="report">Called on the watcher's thread for each change.</param>
    public LinkWatcher(Action<LinkChange> report)
    {
        _report = report;
        Links = _monitor.List();
        _thread = new Thread(Watch) { IsBackground = true, Name = "aoe-links" };
    }

    /// <summary>The links when the watcher was made.</summary>
    public IReadOnlyList<LinkInfo> Links { get; }

    public void Start() => _thread.Start();

    public void Dispose()
    {
        _stopping = true;
        _stop.Signal();
        if (_thread.IsAlive)
            _thread.Join();
        _monitor.Dispose();
        _stop.Dispose();
    }

    private void Watch()
    {
        var poller = new Poller(2);
        poller.Add(_monitor.Descriptor);
        poller.Add(_stop.Descriptor);
        while (!_stopping)
        {
            while (_monitor.TryRead(TimeSpan.Zero, out var change))
                _report(change);
            poller.Wait(-1);
        }
    }
}
