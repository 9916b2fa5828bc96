using AoEde.Engine.Probe;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Probe;

/// <summary>When the probe before an announcement asks, by the segment's own clock.</summary>
public sealed class ProbeTimingTests
{
    private static readonly AoeAddress[] Wanted = [new(9, 0), new(9, 1)];

    private readonly FakeWire _wire = new();

    [Fact]
    public void Run_NobodyAnswers_AsksThreeTimesAndEndsAfter300Milliseconds()
    {
        Probe();
        _wire.Sent.Select(sent => (sent.Milliseconds, sent.Command, sent.Address)).ShouldBe(
        [
            (0, AoeCommand.Config, Wanted[0]), (0, AoeCommand.Config, Wanted[1]),
            (100, AoeCommand.Config, Wanted[0]), (100, AoeCommand.Config, Wanted[1]),
            (200, AoeCommand.Config, Wanted[0]), (200, AoeCommand.Config, Wanted[1]),
        ]);
        _wire.Time.Milliseconds.ShouldBe(300);
    }

    [Fact]
    public void Run_AllAnswer_EndsWithTheLastAnswer()
    {
        _wire.Targets.Add(new FakeTarget(Wanted[0], 1));
        _wire.Targets.Add(new FakeTarget(Wanted[1], 2));
        Probe();
        Identifies().ShouldBe([(300, Wanted[0], _wire.Targets[0].Mac), (300, Wanted[1], _wire.Targets[1].Mac)]);
        _wire.Time.Milliseconds.ShouldBe(300);
    }

    [Fact]
    public void Run_OneDoesNotAnswerIdentify_IsAskedAgainAndGivenUpAfter100Milliseconds()
    {
        _wire.Targets.Add(new FakeTarget(Wanted[0], 1) { AnswersIdentify = false });
        _wire.Targets.Add(new FakeTarget(Wanted[1], 2));
        Probe();
        Identifies().Where(sent => sent.Address == Wanted[0]).Select(sent => sent.Milliseconds).ShouldBe([300, 333, 366]);
        Identifies().Count(sent => sent.Address == Wanted[1]).ShouldBe(1);
        _wire.Time.Milliseconds.ShouldBe(400);
    }

    [Fact]
    public void Run_AnyRequest_HasATagThatNoLinuxDriverTakesForItsOwn()
    {
        _wire.Targets.Add(new FakeTarget(Wanted[0], 1));
        Probe();
        _wire.Sent.Select(sent => sent.Command).Distinct().ShouldBe([AoeCommand.Config, AoeCommand.Ata]);
        _wire.Sent.ShouldAllBe(sent => sent.Tag >= 0x8000_0000);
    }

    private IEnumerable<(int Milliseconds, AoeAddress Address, MacAddress Destination)> Identifies() =>
        _wire.Sent.Where(sent => sent.Command == AoeCommand.Ata).Select(sent => (sent.Milliseconds, sent.Address, sent.Destination));

    private void Probe() => WireProbe.Run(_wire, Wanted, ProbeTimes.BeforeAnnouncing, _wire.Time);
}
