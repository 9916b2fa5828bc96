using AoEde.Engine.Disk;
using AoEde.Native.Events;
using AoEde.Native.Files;
using AoEde.Native.Threads;

namespace AoEde.Engine.Cache;

/// <summary>
/// Asks the kernel to read ranges of one target's file into its page cache, on a thread of its own: the call may wait for
/// metadata or for room in the device's queue, and a pump must not. A full queue drops: nobody needs what is read too late.
/// </summary>
internal sealed class Prefetcher : IDisposable
{
    // A stream asks once per half window: this many streams may ask before the thread has looked once.
    private const int Capacity = 64;

    private readonly BlockFile _file;
    private readonly EventFd _wake = new();
    private readonly Poller _poller = new(1);
    private readonly (long Offset, long Bytes)[] _queue = new (long, long)[Capacity];
    private readonly Thread _thread;
    private SpinGate _gate;
    private int _first;
    private int _count;
    private long _bytes;
    private long _dropped;
    private volatile bool _stopping;

    public Prefetcher(BlockFile file, string name)
    {
        _file = file;
        _poller.Add(_wake.Descriptor);
        _thread = new Thread(() => Run(name)) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Bytes asked for so far; the kernel leaves out what it has already.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Ranges that found the queue full.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Ranges that wait, or are being asked for.</summary>
    public int Waiting => Volatile.Read(ref _count);

    /// <summary>Has a range read ahead; from any pump, and never waits.</summary>
    /// <param name="offset">Byte offset in the file.</param>
    /// <param name="bytes">How many.</param>
    public void Offer(long offset, long bytes)
    {
        _gate.Enter();
        bool taken = _count < Capacity;
        bool wakes = _count == 0;
        if (taken)
            _queue[(_first + _count++) % Capacity] = (offset, bytes);
        else
            _dropped++;
        _gate.Leave();
        if (wakes)
            _wake.Signal();
    }

    public void Dispose()
    {
        _stopping = true;
        _wake.Signal();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run(string name)
    {
        ThreadPlacement.SetName($"ahead-{name}");
        while (!_stopping)
        {
            _poller.Wait(-1);
            _wake.Clear();
            while (!_stopping && TryPeek(out var range))
            {
                if (_file.ReadAhead(range.Offset, range.Bytes))
                    Volatile.Write(ref _bytes, _bytes + range.Bytes);
                Drop();
            }
        }
    }

    private bool TryPeek(out (long Offset, long Bytes) range)
    {
        _gate.Enter();
        bool any = _count > 0;
        range = _queue[_first];
        _gate.Leave();
        return any;
    }

    // Taken out only when it is done: whoever adds meanwhile need not wake a thread that looks again anyway.
    private void Drop()
    {
        _gate.Enter();
        _first = (_first + 1) % Capacity;
        _count--;
        _gate.Leave();
    }
}
