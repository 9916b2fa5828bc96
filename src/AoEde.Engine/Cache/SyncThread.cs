using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Native;
using AoEde.Native.Events;
using AoEde.Native.Threads;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Cache;

/// <summary>
/// Makes one target's acknowledged writes stable: sleeps until a sync is due, whatever the pumps do meanwhile, and blocks in
/// fdatasync so that they need not.
/// </summary>
internal sealed class SyncThread : IDisposable
{
    private readonly Target _target;
    private readonly WriteBehind _writeBehind;
    private readonly ILogger _logger;
    private readonly EventFd _wake = new();
    private readonly Poller _poller = new(1);
    private readonly Thread _thread;
    private volatile bool _stopping;

    public SyncThread(Target target, WriteBehind writeBehind, ILogger logger)
    {
        _target = target;
        _writeBehind = writeBehind;
        _logger = logger;
        _poller.Add(_wake.Descriptor);
        writeBehind.Wake = _wake.Signal;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Makes stable what is not yet, and ends the thread; only when no pump has the target any more.</summary>
    public void Dispose()
    {
        _stopping = true;
        _wake.Signal();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        ThreadPlacement.SetName($"sync-{_target.Address}");
        while (!_stopping)
        {
            if (_writeBehind.TryBeginSync(out int milliseconds))
                Sync();
            else
                Sleep(milliseconds);
        }

        if (_writeBehind.UnstableBytes > 0)
            Sync();
    }

    private void Sleep(int milliseconds)
    {
        if (_poller.Wait(milliseconds) > 0)
            _wake.Clear();
    }

    private void Sync()
    {
        int errno = 0;
        long lostBefore = _writeBehind.LostBytes;
        try
        {
            _target.MakeStable();
        }
        catch (NativeException e)
        {
            errno = e.Errno;
        }

        if (errno != 0)
            EngineLog.SyncFailed(_logger, _target.Options.Name, _target.File.Path, Errno.Name(errno), _writeBehind.LostBytes - lostBefore);
        _writeBehind.EndSync(errno);
    }
}
