using System.Diagnostics;
using AoEde.Native.Files;
using AoEde.Native.Threads;

namespace AoEde.Native.Disk;

/// <summary>One file's writes and the thread that does them, one after another.</summary>
internal sealed class CachedWriter
{
    /// <summary>How long completions are kept for their batch to end.</summary>
    private static readonly long PublishTicks = Stopwatch.Frequency / 10_000;

    private readonly WriteTable _table;
    private readonly ThreadNews _news;
    private readonly WriteRing _ring;
    private readonly SleepWord _sleep = new();

    private readonly Descriptor _file;
    private Thread? _thread;
    private volatile bool _ending;

    public CachedWriter(BlockFile file, WriteTable table, ThreadNews news, int depth)
    {
        _file = file.Duplicate();
        _table = table;
        _news = news;
        _ring = new WriteRing(depth);
    }

    /// <summary>Its slot is free: it ends with its last write.</summary>
    public bool IsDetached { get; set; }

    /// <summary>Whether its thread is there; nothing is added before.</summary>
    public bool IsStarted => _thread is not null;

    /// <summary>Writes added and not reaped.</summary>
    public int Outstanding => _ring.Outstanding;

    /// <summary>Whether writes wait to be handed over.</summary>
    public bool IsFilled => _ring.Unsubmitted > 0;

    /// <summary>Whether writes wait to be reaped.</summary>
    public bool HasDone => _ring.HasDone;

    /// <summary>Starts its thread.</summary>
    /// <param name="start">Starts one, or gives null.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryStart(Func<ThreadStart, Thread?> start)
    {
        _thread = start(Run);
        return IsStarted;
    }

    /// <summary>Adds a write.</summary>
    /// <param name="index">Its entry in the table.</param>
    public void Add(int index) => _ring.Add(index);

    /// <summary>Gives the thread what was added.</summary>
    public int HandOver()
    {
        var count = _ring.HandOver();
        _sleep.Wake();
        return count;
    }

    /// <summary>Collects what is done.</summary>
    public int Reap(Span<DiskCompletion> completions)
    {
        var count = 0;
        while (count < completions.Length && _ring.TryTake(out var index))
            completions[count++] = _table.Free(index);
        return count;
    }

    /// <summary>Lets the thread end after what was handed over. Its file is closed now if it has nothing more to do.</summary>
    public void End()
    {
        _ending = true;
        _sleep.Wake();
        if (Outstanding == 0)
            _file.Dispose();
    }

    /// <summary>Waits for the thread to end, after <see cref="End"/>: buffers outlive what the kernel does with them.</summary>
    public void Join()
    {
        _thread?.Join();
        _file.Dispose();
    }

    private void Run()
    {
        ThreadPlacement.SetName("aoe-write");
        while (true)
        {
            // Read before the ring: nothing is handed over after the end.
            var ending = _ending;
            if (_ring.ToDo is var count and > 0)
                Write(count);
            else if (ending)
                return;
            else
                Sleep();
        }
    }

    private void Sleep()
    {
        _sleep.Announce();
        if (_ring.ToDo > 0 || _ending)
            _sleep.Cancel();
        else
            _sleep.Sleep();
    }

    private void Write(uint count)
    {
        var published = Stopwatch.GetTimestamp();
        uint done = 0;
        while (true)
        {
            _table.Write(_ring[done++], _file.Number);
            if (--count == 0)
                break;
            var now = Stopwatch.GetTimestamp();
            if (now - published < PublishTicks)
                continue;
            published = now;
            Publish(ref done);
        }

        Publish(ref done);
    }

    private void Publish(ref uint done)
    {
        _ring.Done(done);
        _news.Publish();
        done = 0;
    }
}
