namespace AoEde.Engine.Hosting;

/// <summary>
/// How long devices that are busy are tried again before they are refused. A process that was killed holds its claim until the
/// kernel has taken it apart, with io_uring some milliseconds after the process is gone: its successor waits for that. Shared by
/// all targets that are opened together, and in the kernel's time, whatever the engine's clock.
/// </summary>
internal sealed class BusyPatience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public bool HasMore => TimeProvider.System.GetElapsedTime(_start) < Limit;

    public Task WaitAsync() => Task.Delay(Pause, TimeProvider.System);
}
