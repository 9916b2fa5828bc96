using AoEde.NodeAgent.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.NodeAgent.Tests.Hosting;

public sealed class SuccessionTests : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _problems = [];

    private string Run => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hold_AnotherAgentHasTheFolder_IsGrantedWhenThatOneLetsGo()
    {
        var first = RunDirectoryTests.Hold(Run);
        var next = Of(s_long).HoldAsync(Run, _problems, CancellationToken.None);

        await Of(s_long).AwaitSuccessorAsync(first);
        next.IsCompleted.ShouldBeFalse("the first still serves");
        first.Dispose();

        using var second = (await next).ShouldNotBeNull(string.Join('\n', _problems));
        second.HasSuccessor().ShouldBeFalse("who holds the folder no longer waits for it");
        RunDirectory.TryHold(Run, []).ShouldBeNull();
    }

    [Fact]
    public async Task Hold_AnotherAgentKeepsTheFolder_IsRefusedInTheEnd()
    {
        var time = new ManualTime();
        using var first = RunDirectoryTests.Hold(Run);
        var next = new Succession(s_long, time, NullLogger.Instance).HoldAsync(Run, _problems, CancellationToken.None);
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await next).ShouldBeNull();
        _problems.Single().ShouldStartWith($"--run-dir {Run}: ");
        first.HasSuccessor().ShouldBeFalse();
    }

    [Fact]
    public async Task Hold_WithoutAnOverlap_WaitsForNobody()
    {
        using var first = RunDirectoryTests.Hold(Run);
        (await Of(TimeSpan.Zero).HoldAsync(Run, _problems, CancellationToken.None)).ShouldBeNull();
        _problems.ShouldHaveSingleItem();
        await Of(TimeSpan.Zero).AwaitSuccessorAsync(first);
    }

    [Fact]
    public async Task Hold_ToldToEndWhileItWaits_GivesUpItsPlace()
    {
        using var first = RunDirectoryTests.Hold(Run);
        using var stop = new CancellationTokenSource();
        var next = Of(s_long).HoldAsync(Run, _problems, stop.Token);
        await Of(s_long).AwaitSuccessorAsync(first);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(next);
        first.HasSuccessor().ShouldBeFalse();
    }

    [Fact]
    public async Task Await_NobodyComes_EndsAfterItsTime()
    {
        var time = new ManualTime();
        using var run = RunDirectoryTests.Hold(Run);
        var ending = new Succession(s_long, time, NullLogger.Instance).AwaitSuccessorAsync(run);
        time.Advance(s_long / 2);
        ending.IsCompleted.ShouldBeFalse();
        while (!ending.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        time.GetUtcNow().ShouldBeGreaterThanOrEqualTo(new ManualTime().GetUtcNow() + s_long);
    }

    private static Succession Of(TimeSpan atMost) => new(atMost, TimeProvider.System, NullLogger.Instance);
}
