using AoEde.Native;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>A blocking operation of another thread, which waits until the test lets it complete.</summary>
internal sealed class ForeignOperation(Action begin, Action end, DiskCall call) : IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private bool _isGivenUp;

    /// <summary>Name of its thread.</summary>
    public string Actor { get; } = Thread.CurrentThread.Name ?? "";

    public DiskCall Call { get; } = call;

    public void Begin() => begin();

    public void End() => end();

    /// <summary>Lets its thread go on.</summary>
    public void Release() => _done.Set();

    /// <summary>Lets its thread go with a failure: the test is over.</summary>
    public void GiveUp()
    {
        _isGivenUp = true;
        _done.Set();
    }

    /// <summary>Waits, on the other thread.</summary>
    public void Wait()
    {
        _done.Wait();
        if (_isGivenUp)
            throw new NativeException("the power has failed", Errno.EIO);
    }

    public void Dispose() => _done.Dispose();
}
