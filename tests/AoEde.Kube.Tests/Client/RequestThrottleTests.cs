using AoEde.Kube.Client.Transport;

namespace AoEde.Kube.Tests.Client;

public sealed class RequestThrottleTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Requests_WithinTheBurst_GoAtOnce() => Wait(New(), 30).ShouldAllBe(wait => wait.IsCompletedSuccessfully);

    [Fact]
    public void Requests_BeyondTheBurst_GoAtTheirRateInTheirOrder()
    {
        var waits = Wait(New(), 50);

        waits.Count(wait => wait.IsCompleted).ShouldBe(30);
        for (var step = 1; step <= 20; step++)
        {
            _time.Advance(TimeSpan.FromSeconds(1.0 / 20));
            waits.Take(30 + step).ShouldAllBe(wait => wait.IsCompleted);
            waits.Skip(30 + step).ShouldAllBe(wait => !wait.IsCompleted);
        }
    }

    [Fact]
    public void Pause_OfAnyLength_GivesNoMoreThanTheBurst()
    {
        var throttle = New();
        Wait(throttle, 30);
        _time.Advance(TimeSpan.FromHours(1));

        Wait(throttle, 31).Count(wait => wait.IsCompleted).ShouldBe(30);
    }

    [Fact]
    public async Task Request_GivenUp_LeavesItsTokenToOthers()
    {
        var throttle = New();
        Wait(throttle, 30);
        using var cancel = new CancellationTokenSource();
        var givenUp = throttle.WaitAsync(cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(givenUp);

        var next = throttle.WaitAsync(default);
        _time.Advance(TimeSpan.FromSeconds(1.0 / 20));

        next.IsCompleted.ShouldBeTrue();
    }

    private static List<Task> Wait(RequestThrottle throttle, int requests) => [.. Enumerable.Range(0, requests).Select(_ => throttle.WaitAsync(default))];

    private RequestThrottle New() => new(20, 30, _time);
}
