using AoEde.Native.Disk;
using AoEde.Native.Events;
using AoEde.Native.Files;
using AoEde.Native.Tests.Files;

namespace AoEde.Native.Tests.Disk;

/// <summary>A queue, a file of numbered sectors open for direct I/O, and buffers of which half are registered.</summary>
internal sealed class QueueFixture : IDisposable
{
    public const int Depth = 256;
    public const int Sectors = 4096;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TestFile _path = TestFile.OfNumberedSectors(Sectors);
    private readonly Poller _poller = new(2);
    private readonly EventFd? _wake;
    private readonly int _pollIndex;
    private readonly int _wakeIndex;
    private readonly DiskCompletion[] _batch = new DiskCompletion[64];

    public QueueFixture(Func<int, MemoryRegion, IDiskQueue> open, bool direct = true, EventFd? wake = null)
    {
        Registered = new AlignedBuffers(Depth, 4096, 512);
        Unregistered = new AlignedBuffers(Depth, 4096, 512);
        Queue = open(Depth, Registered.Region);
        File = BlockFile.Open(_path.Path, new BlockFileOptions { Direct = direct });
        Slot = Queue.Attach(File);
        _pollIndex = _poller.Add(Queue.PollDescriptor);
        _wake = wake;
        _wakeIndex = _poller.Add(wake?.Descriptor ?? -1);
    }

    public IDiskQueue Queue { get; }

    public BlockFile File { get; }

    public int Slot { get; }

    public AlignedBuffers Registered { get; }

    public AlignedBuffers Unregistered { get; }

    public string FilePath => _path.Path;

    /// <summary>Submits and waits until that many operations are done, sleeping on the poll descriptor between.</summary>
    public List<DiskCompletion> Await(int count)
    {
        var done = new List<DiskCompletion>(count);
        var started = TimeProvider.System.GetTimestamp();
        Queue.Submit();
        while (done.Count < count)
        {
            var reaped = Queue.Reap(_batch);
            done.AddRange(_batch.AsSpan(0, reaped));
            if (reaped > 0)
                continue;
            Queue.Submit();
            Sleep(); // A wake-up that is lost shows as a time-out.
            if (TimeProvider.System.GetElapsedTime(started) > Deadline)
                throw new TimeoutException($"{done.Count} of {count} operations completed");
        }

        return done;
    }

    /// <summary>What the file holds now, read through a descriptor of its own.</summary>
    public byte[] Stored() => TestFile.ReadAll(FilePath);

    /// <summary>As <see cref="Await"/>, without allocating.</summary>
    public void Drain(int count)
    {
        while (count > 0)
        {
            Queue.Submit();
            var reaped = Queue.Reap(_batch);
            count -= reaped;
            if (reaped == 0 && !Sleep())
                throw new TimeoutException($"{count} operations neither completed nor woke the poll");
        }
    }

    /// <summary>Whether the poll descriptor becomes readable within the deadline.</summary>
    public bool Wakes()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Deadline)
        {
            if (Sleep() && (_wake is not null || _poller.IsReadable(_pollIndex)))
                return true;
        }

        return false;
    }

    public bool IsReadableNow() => Poll(0);

    public void Dispose()
    {
        Queue.Dispose();
        File.Dispose();
        Registered.Dispose();
        Unregistered.Dispose();
        _path.Dispose();
    }

    // As a pump sleeps; false after the deadline.
    private bool Sleep() => !Queue.TryPrepareSleep() || Poll((int)Deadline.TotalMilliseconds);

    private bool Poll(int milliseconds)
    {
        var ready = _poller.Wait(milliseconds) > 0;
        if (_poller.IsReadable(_wakeIndex))
            _wake!.Clear();
        return ready;
    }
}
