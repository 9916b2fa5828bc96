using AoEde.Kube.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Runtime;

public sealed class WorkQueueTests : IDisposable
{
    private readonly StepTime _time = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new("test", new() { Jitter = 0 }, _time);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task Add_OfAKeyThatWaits_ChangesNothing()
    {
        _queue.Add("a");
        _queue.Add("a");

        _queue.Depth.ShouldBe(1);
        (await TakeAsync()).ShouldBe("a");
        _queue.Depth.ShouldBe(0);
    }

    [Fact]
    public async Task Take_OfSeveral_GivesThemInTheOrderOfTheirAdding()
    {
        _queue.Add("b");
        _queue.Add("c");
        _queue.Add("a");
        _queue.Add("b");

        (await TakeAsync()).ShouldBe("b");
        (await TakeAsync()).ShouldBe("c");
        (await TakeAsync()).ShouldBe("a");
    }

    [Fact]
    public async Task Add_OfAKeyThatIsWorkedOn_ComesAfterTheWork()
    {
        _queue.Add("a");
        await TakeAsync();

        _queue.Add("a");
        _queue.Add("a");
        _queue.Depth.ShouldBe(0);
        _queue.Done("a");

        _queue.Depth.ShouldBe(1);
    }

    [Fact]
    public void AddAfter_SeveralTimes_ComesOnceAtTheEarliest()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(30));
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.AddAfter("a", TimeSpan.FromSeconds(20));
        _time.Timers.ShouldBe(1);

        _time.Advance(TimeSpan.FromSeconds(9));
        _queue.Depth.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(1));
        _queue.Depth.ShouldBe(1);
        _time.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task AddRateLimited_TimeAndAgain_WaitsTwiceAsLongUpToFiveMinutes()
    {
        List<double> delays = [];
        for (var failure = 0; failure < 11; failure++)
        {
            _queue.AddRateLimited("a");
            var began = _time.GetUtcNow();
            while (_queue.Depth == 0)
                _time.Advance(TimeSpan.FromMilliseconds(100));
            delays.Add((_time.GetUtcNow() - began).TotalSeconds);
            await TakeAsync();
            _queue.Done("a");
        }

        delays.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    }

    [Fact]
    public void Forget_AfterFailures_BeginsAnew()
    {
        for (var failure = 0; failure < 5; failure++)
            _queue.AddRateLimited("a");
        _queue.Failures("a").ShouldBe(5);

        _queue.Forget("a");

        _queue.Failures("a").ShouldBe(0);
    }

    [Fact]
    public void AddRateLimited_OfVeryManyKeys_IsHeldToTheOverallRate()
    {
        for (var key = 0; key < 150; key++)
            _queue.AddRateLimited($"{key}");

        _time.Advance(TimeSpan.FromSeconds(1));
        _queue.Depth.ShouldBe(110, "100 at once, then 10 a second, and none before its own second");
        _time.Advance(TimeSpan.FromSeconds(4));
        _queue.Depth.ShouldBe(150);
    }

    [Fact]
    public async Task Run_WhenWorkThrows_TriesTheKeyAgainAndGoesOn()
    {
        using var stop = new CancellationTokenSource();
        var tries = 0;
        var others = new TaskCompletionSource();
        var again = new TaskCompletionSource();
        var running = _queue.RunAsync(2, WorkAsync, NullLogger.Instance, stop.Token);

        _queue.Add("bad");
        await Wait(() => _queue.Failures("bad") == 1);
        _queue.Add("good");
        await others.Task;
        await Wait(() => _time.Timers == 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await again.Task;
        await Wait(() => _queue.Failures("bad") == 0);
        await stop.CancelAsync();
        await running;

        async Task WorkAsync(string key, CancellationToken token)
        {
            await Task.Yield();
            if (key == "good")
                others.SetResult();
            else if (++tries == 1)
                throw new OperationCanceledException("not ours");
            else
                again.SetResult();
        }
    }

    [Fact]
    public async Task Run_WhenItEnds_TakesNothingInAnyMore()
    {
        using var stop = new CancellationTokenSource();
        var running = _queue.RunAsync(1, (_, _) => Task.CompletedTask, NullLogger.Instance, stop.Token);
        _queue.AddAfter("later", TimeSpan.FromMinutes(1));

        await stop.CancelAsync();
        await running;
        _queue.Add("a");
        _time.Advance(TimeSpan.FromMinutes(2));

        _queue.Depth.ShouldBe(0);
        _time.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task Run_WhenWorkDoesNotEnd_SaysWhichAfterTwentySeconds()
    {
        using var stop = new CancellationTokenSource();
        var stuck = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var running = _queue.RunAsync(1, WorkAsync, NullLogger.Instance, stop.Token);
        _queue.Add("stuck");
        await begun.Task;

        await stop.CancelAsync();
        await Wait(() => _time.Timers == 1);
        _time.Advance(TimeSpan.FromSeconds(20));

        (await Should.ThrowAsync<TimeoutException>(running)).Message.ShouldContain("stuck");
        stuck.SetResult();

        Task WorkAsync(string key, CancellationToken token)
        {
            begun.SetResult();
            return stuck.Task;
        }
    }

    private static Task Wait(Func<bool> condition) => ClusterTesting.Wait.UntilAsync(condition, "the queue gets there");

    private ValueTask<string> TakeAsync() => _queue.TakeAsync(CancellationToken.None);
}
