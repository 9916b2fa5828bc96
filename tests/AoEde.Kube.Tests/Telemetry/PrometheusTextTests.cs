using AoEde.Kube.Telemetry.Prometheus;

namespace AoEde.Kube.Tests.Telemetry;

/// <summary>The text that Prometheus scrapes, to the last character.</summary>
public sealed class PrometheusTextTests
{
    [Fact]
    public void Families_OfEachKind_AreWrittenInOrder()
    {
        MetricFamily[] families =
        [
            new("aoede_requests_total", MetricKind.Counter, "Requests answered.",
            [
                Sample("", 3, ("target", "b"), ("command", "read")),
                Sample("", 1e15, ("command", "write"), ("target", "a")),
                Sample("", 2, ("target", "a"), ("command", "read")),
            ]),
            new("aoede_build_info", MetricKind.Gauge, "", [Sample("", 1, ("version", "0.1.0"))]),
            new("aoede_empty", MetricKind.Gauge, "Nothing.", []),
            new("aoede_wait_seconds", MetricKind.Histogram, "A \\ and\na line.",
            [
                Sample("_count", 3),
                Sample("_bucket", 3, ("le", "+Inf")),
                Sample("_bucket", 2, ("le", "10")),
                Sample("_bucket", 1, ("le", "1.6E-05")),
                Sample("_sum", 12.5),
            ]),
        ];

        PrometheusText.Write(families).ShouldBe("""
            # TYPE aoede_build_info gauge
            aoede_build_info{version="0.1.0"} 1
            # HELP aoede_requests_total Requests answered.
            # TYPE aoede_requests_total counter
            aoede_requests_total{command="read",target="a"} 2
            aoede_requests_total{command="read",target="b"} 3
            aoede_requests_total{command="write",target="a"} 1000000000000000
            # HELP aoede_wait_seconds A \\ and\na line.
            # TYPE aoede_wait_seconds histogram
            aoede_wait_seconds_bucket{le="1.6E-05"} 1
            aoede_wait_seconds_bucket{le="10"} 2
            aoede_wait_seconds_bucket{le="+Inf"} 3
            aoede_wait_seconds_sum 12.5
            aoede_wait_seconds_count 3

            """);
    }

    [Fact]
    public void Buckets_OfSeveralHistograms_StandTogetherByLabels()
    {
        var family = new MetricFamily("h", MetricKind.Histogram, "",
        [
            Sample("_bucket", 1, ("le", "2"), ("kind", "b")), Sample("_bucket", 1, ("le", "1"), ("kind", "b")),
            Sample("_bucket", 1, ("le", "1"), ("kind", "a")), Sample("_sum", 1, ("kind", "a")),
        ]);

        PrometheusText.Write([family]).ShouldBe("""
            # TYPE h histogram
            h_bucket{kind="a",le="1"} 1
            h_sum{kind="a"} 1
            h_bucket{kind="b",le="1"} 1
            h_bucket{kind="b",le="2"} 1

            """);
    }

    [Theory, InlineData(double.NaN, "NaN"), InlineData(double.PositiveInfinity, "+Inf"), InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(0, "0"), InlineData(-1.5, "-1.5"), InlineData(123456789012345, "123456789012345"), InlineData(1e-7, "1E-07")]
    public void Number_OfAnySize_IsOneThatGoReads(double value, string expected) => PrometheusText.Number(value).ShouldBe(expected);

    [Theory, InlineData("aoede_requests_total", "", MetricKind.Counter, "aoede_requests_total")]
    [InlineData("kubeops.operator.queue.depth", "", MetricKind.Gauge, "kubeops_operator_queue_depth")]
    [InlineData("aoede_read_bytes_total", "By", MetricKind.Counter, "aoede_read_bytes_total")]
    [InlineData("aoede_merge", "By", MetricKind.Gauge, "aoede_merge_bytes")]
    [InlineData("events", "{event}", MetricKind.Counter, "events_total")]
    [InlineData("9lives", "", MetricKind.Gauge, "_9lives")]
    [InlineData("a.duration", "s", MetricKind.Histogram, "a_duration_seconds")]
    public void Name_OfAnInstrument_IsPrometheusOwn(string instrument, string unit, MetricKind kind, string expected) =>
        PrometheusNames.Family(instrument, unit, kind).ShouldBe(expected);

    private static MetricSample Sample(string suffix, double value, params (string Name, string Value)[] labels) =>
        new(suffix, [.. labels.Select(l => KeyValuePair.Create(l.Name, l.Value))], value);
}
