namespace AoEde.Engine.Tests.PowerCut;

/// <summary>A clock that stands still; one thread at a time rests by it until the test lets it go on.</summary>
internal sealed class PauseTime : TimeProvider
{
    private volatile Rest? _rest;

    public bool IsResting => _rest is not null;

    public override long GetTimestamp() => 0;

    public override DateTimeOffset GetUtcNow() => World.Noon;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _rest = new Rest(() => callback(state));

    /// <summary>Ends the rest.</summary>
    public void GoOn()
    {
        var rest = _rest!;
        _rest = null;
        rest.End();
    }

    private sealed class Rest(Action end) : ITimer
    {
        public void End() => end();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
