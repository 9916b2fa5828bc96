using AoEde.Engine;
using AoEde.Kube.Telemetry.Logs;
using AoEde.NodeAgent.Freezes;

namespace AoEde.NodeAgent.Tests.Freezes;

public sealed class SignalFreezerTests : IAsyncLifetime
{
    private readonly RecordingConsole _console = new();
    private readonly EngineStandIn _engine;
    private readonly SignalFreezer _freezer;

    public SignalFreezerTests()
    {
        _engine = new EngineStandIn(_console.Console.Time);
        _engine.Serve("9.0");
        var target = Samples.Options("9.0") with { Freeze = new() { ShadowFile = "/srv/shadow", MaxTtl = TimeSpan.FromDays(3650) } };
        _freezer = new SignalFreezer(_engine, target, _console.Console, new LineLogger(_console.Console.Error, _console.Console.Time));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _freezer.DisposeAsync().AsTask();

    [Fact]
    public async Task OneThenTwo_Freezes()
    {
        await Hear("12");
        _engine.Calls.ShouldBe(["freeze signal 9.0 for signal 3650.00:00:00 alone"]);
        _console.Output.ShouldBe("frozen: 9.0, /srv/disk.img is immutable, writes go to /srv/shadow\n");
    }

    [Fact]
    public async Task OneOneThenTwo_Thaws()
    {
        _engine.MergesAtOnce = false;
        await Hear("12112");
        _engine.Calls[1].ShouldBe("release signal");
        _console.Output.ShouldEndWith("thawing: 9.0, 4096 bytes to merge into /srv/disk.img\n");
    }

    [Fact]
    public async Task Thaw_MergedBeforeAnybodyLooked_TellsTheWholeStory()
    {
        await Hear("12112");
        _console.Output.ShouldEndWith("thawing: 9.0\nthawed: 9.0, everything is in /srv/disk.img\n");
    }

    [Theory]
    [InlineData("2", 0)]
    [InlineData("1112", 3)]
    public async Task OtherSequence_DoesNothingSaysSoAndBeginsAnew(string sequence, int count)
    {
        await Hear(sequence);
        _engine.Calls.ShouldBeEmpty();
        _console.Error.ShouldContain($"SIGUSR2 after {count} SIGUSR1 means nothing");
    }

    [Fact]
    public async Task AfterAnUnknownSequence_TheNextCounts()
    {
        await Hear("111212");
        _engine.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Freeze_Refused_IsLoggedAndNothingIsSaid()
    {
        _engine.Refusal = new FreezeException("Merging", "still merging");
        await Hear("12");
        _console.Error.ShouldContain("9.0 was not frozen: Merging: still merging");
        _console.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Thaw_NotFrozen_IsLogged()
    {
        await Hear("112");
        _console.Error.ShouldContain("9.0 was not thawed: NotFound");
    }

    [Fact]
    public async Task Resume_FrozenShadowAtStart_IsToldAndRenewed()
    {
        _engine.Hold("signal", "9.0");
        _freezer.Resume();
        await _freezer.DisposeAsync();
        _console.Output.ShouldStartWith("frozen: 9.0");
        _engine.Calls.ShouldBe(["renew signal "]);
    }

    [Fact]
    public async Task Time_Passes_TheHoldIsRenewed()
    {
        _engine.Hold("signal", "9.0");
        ((ManualTime)_console.Console.Time).Advance(TimeSpan.FromHours(6));
        await _freezer.DisposeAsync();
        _engine.Calls.ShouldBe(["renew signal "]);
    }

    // Disposing waits for everything that was heard.
    private async Task Hear(string sequence)
    {
        foreach (var signal in sequence)
            _freezer.Hear(signal == '1');
        await _freezer.DisposeAsync();
    }
}
