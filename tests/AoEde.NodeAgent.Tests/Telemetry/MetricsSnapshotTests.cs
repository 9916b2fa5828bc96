using System.Diagnostics.Metrics;
using AoEde.NodeAgent.Telemetry;

namespace AoEde.NodeAgent.Tests.Telemetry;

public sealed class MetricsSnapshotTests : IDisposable
{
    private readonly Meter _meter = new($"test-{Guid.NewGuid():N}");

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void Take_ObservableInstruments_GivesNameTagsAndValue()
    {
        _meter.CreateObservableCounter("z_total", () => new[]
        {
            new Measurement<long>(3, new("target", "a"), new("command", "read")),
            new Measurement<long>(4, new("target", "b"), new("command", null)),
        });
        _meter.CreateObservableGauge("a_seconds", () => 1.5);
        _meter.CreateObservableUpDownCounter("b_inflight", () => 7);

        var samples = MetricsSnapshot.Take(_meter.Name);

        samples.Select(sample => (sample.Name, string.Join(',', sample.Tags.Select(tag => $"{tag.Key}={tag.Value}")), sample.Value)).ShouldBe(
        [
            ("a_seconds", "", 1.5),
            ("b_inflight", "", 7.0),
            ("z_total", "command=read,target=a", 3.0),
            ("z_total", "command=,target=b", 4.0),
        ]);
    }

    [Fact]
    public void Take_AskedAgain_GivesThePresentTotals()
    {
        var total = 1L;
        _meter.CreateObservableCounter("n_total", () => total);
        MetricsSnapshot.Take(_meter.Name).Single().Value.ShouldBe(1);
        total = 5;
        MetricsSnapshot.Take(_meter.Name).Single().Value.ShouldBe(5);
    }

    [Fact]
    public void Take_OtherMeter_IsLeftOut()
    {
        _meter.CreateObservableCounter("n_total", () => 1L);
        MetricsSnapshot.Take("another").ShouldBeEmpty();
    }
}
