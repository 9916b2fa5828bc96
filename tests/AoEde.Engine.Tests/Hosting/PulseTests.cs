using AoEde.Engine.Hosting;
using AoEde.Engine.Tests.Bench;

namespace AoEde.Engine.Tests.Hosting;

/// <summary>Signs of life.</summary>
public sealed class PulseTests
{
    private readonly ManualTime _time = new();
    private readonly Queue<Action> _loop = [];
    private readonly Pulse _pulse = new();

    [Fact]
    public void Loop_ThatAnswers_OwesNothing()
    {
        Ask();
        _loop.Dequeue()();
        _time.Advance(TimeSpan.FromHours(1));

        _pulse.Silence(_time).ShouldBe(TimeSpan.Zero, "it was not asked since");
    }

    [Fact]
    public void Loop_ThatStandsStill_OwesSinceTheFirstQuestionUntilItTurns()
    {
        Ask();
        _time.Advance(TimeSpan.FromSeconds(5));
        Ask();
        _loop.Count.ShouldBe(1, "one open question is enough");
        _pulse.Silence(_time).ShouldBe(TimeSpan.FromSeconds(5));
        _loop.Dequeue()();

        _pulse.Silence(_time).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Host_AtWork_Turns()
    {
        await using var bench = new HostBench();
        await bench.TickAsync(TimeSpan.FromSeconds(5));

        bench.Host.Loops().ShouldBe([new LoopPulse("control", TimeSpan.Zero, Serves: false)]);
    }

    [SkippableFact]
    public void Interface_Served_Turns()
    {
        using var served = ServedTarget.Start();
        served.Pump.Threads[0].Pulse.Ask(_time, served.Pump.Threads[0].Post);

        Testing.Host.Eventually.True(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return served.Pump.Threads[0].Pulse.Silence(_time) == TimeSpan.Zero;
            },
            "the pump answers");
    }

    private void Ask() => _pulse.Ask(_time, _loop.Enqueue);
}
