using System.Buffers.Binary;
using AoEde.Testing.Host;

namespace AoEde.Freeze.Tests.Holds;

/// <summary>Writes a growing number to one target, then to another, each when the one before was acknowledged; on a thread of its own.</summary>
internal sealed class AlternatingWriter : IDisposable
{
    private readonly WireDisk _first;
    private readonly WireDisk _second;
    private readonly Thread _thread;
    private ulong _count;
    private volatile bool _isStopping;
    private Exception? _failure;

    public AlternatingWriter(WireDisk first, WireDisk second, ulong count = 0)
    {
        _first = first;
        _second = second;
        _count = count;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The number that both have been given.</summary>
    public ulong Count => Volatile.Read(ref _count);

    public void AwaitProgress(int writes)
    {
        ulong goal = Count + (ulong)writes;
        Eventually.True(() => Count >= goal || !_thread.IsAlive, $"{writes} more numbers", TimeSpan.FromSeconds(60));
        _failure.ShouldBeNull();
    }

    /// <summary>Ends when both have the same number.</summary>
    public void Finish()
    {
        Abandon();
        _failure.ShouldBeNull();
    }

    /// <summary>Ends though nobody answers any more.</summary>
    public void Abandon()
    {
        _isStopping = true;
        _thread.Join();
    }

    public void Dispose() => Abandon();

    private void Run()
    {
        try
        {
            while (!_isStopping)
            {
                byte[] sector = new byte[512];
                BinaryPrimitives.WriteUInt64LittleEndian(sector, Count + 1);
                _first.Write(0, sector);
                _second.Write(0, sector);
                Interlocked.Increment(ref _count);
            }
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }
}
