using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using AoEde.Kube.Extensions;
using AoEde.Kube.Hosting;
using AoEde.Kube.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Telemetry;

/// <summary>Probes and scrapes over real sockets, and a collector that is one.</summary>
public sealed class TelemetryServerTests : IDisposable
{
    private readonly string _name = $"AoEde.Test{Guid.NewGuid():N}";
    private readonly Meter _meter;
    private readonly OperatorHealth _health = new();
    private readonly HttpClient _http = new();
    private HealthPart _part = new("watch of AoETarget", IsLive: true, IsReady: true, "in sync");

    public TelemetryServerTests()
    {
        _meter = new Meter(_name);
        _health.Add(() => _part);
    }

    public void Dispose()
    {
        _meter.Dispose();
        _http.Dispose();
    }

    [Theory, InlineData("127.0.0.1:0"), InlineData("[::1]:0")]
    public async Task Probes_OfAProcessThatIsWell_AreOk(string address)
    {
        await using var server = await StartAsync(address);

        (await GetAsync(server, "/livez")).ShouldBe((HttpStatusCode.OK, "ok"));
        (await GetAsync(server, "/healthz")).ShouldBe((HttpStatusCode.OK, "ok"));
        (await GetAsync(server, "/readyz")).ShouldBe((HttpStatusCode.OK, "ok"));
        (await GetAsync(server, "/readyz?verbose")).ShouldBe((HttpStatusCode.OK, "[+]watch of AoETarget ok: in sync\nreadyz check passed\n"));
        (await GetAsync(server, "/elsewhere")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _http.PostAsync(UriOf(server, "/livez"), null)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Part_NotReady_FailsReadyzOnly()
    {
        _part = _part with { IsReady = false, State = "no list yet:\nconnection refused" };
        await using var server = await StartAsync();

        (await GetAsync(server, "/livez")).ShouldBe((HttpStatusCode.OK, "ok"));
        (await GetAsync(server, "/readyz")).ShouldBe((
            HttpStatusCode.InternalServerError, "[-]watch of AoETarget failed: no list yet: connection refused\nreadyz check failed\n"));
    }

    [Fact]
    public async Task Part_Dead_FailsBoth()
    {
        _part = _part with { IsLive = false, State = "silent for 60 s" };
        await using var server = await StartAsync();

        (await GetAsync(server, "/livez")).Status.ShouldBe(HttpStatusCode.InternalServerError);
        (await GetAsync(server, "/readyz")).Status.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Probe_OnAUnixSocket_IsAnswered()
    {
        var folder = Directory.CreateTempSubdirectory("aoede-");
        try
        {
            var path = Path.Combine(folder.FullName, "health.sock");
            await using (await StartAsync($"unix:{path}"))
            {
                using var http = new HttpClient(new SocketsHttpHandler
                {
                    ConnectCallback = async (_, token) =>
                    {
                        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), token);
                        return new NetworkStream(socket, ownsSocket: true);
                    },
                });
                (await http.GetStringAsync(new Uri("http://x/livez"))).ShouldBe("ok");
            }

            File.Exists(path).ShouldBeFalse();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Address_InUse_IsTold()
    {
        await using var first = await StartAsync();

        await Should.ThrowAsync<IOException>(() => StartAsync(first.Address!.ToString()!));
    }

    [Fact]
    public async Task Scrape_OfInstrumentsOfEachKind_ShowsThem()
    {
        await using var server = await StartAsync();
        var counter = _meter.CreateCounter<long>("t_events", "{event}", "Events seen.");
        counter.Add(2, new KeyValuePair<string, object?>("reason", "a \"b\"\n"));
        counter.Add(1, new KeyValuePair<string, object?>("reason", "a \"b\"\n"));
        var histogram = _meter.CreateHistogram("t_wait", "s", "Waiting.", [], new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        histogram.Record(0.05);
        histogram.Record(5);
        _meter.CreateObservableGauge("t_size_bytes", () => 7.5, "By", "Size.");

        var scraped = await ScrapeAsync(server);
        scraped.Types["t_events_total"].ShouldBe("counter");
        scraped.Help["t_events_total"].ShouldBe("Events seen.");
        scraped.Value("t_events_total", ("reason", "a \"b\"\n")).ShouldBe(3);
        scraped.Types["t_wait_seconds"].ShouldBe("histogram");
        scraped.Value("t_wait_seconds_bucket", ("le", "0.1")).ShouldBe(1);
        scraped.Value("t_wait_seconds_bucket", ("le", "1")).ShouldBe(1);
        scraped.Value("t_wait_seconds_bucket", ("le", "+Inf")).ShouldBe(2);
        scraped.Value("t_wait_seconds_sum").ShouldBe(5.05);
        scraped.Value("t_wait_seconds_count").ShouldBe(2);
        scraped.Value("t_size_bytes").ShouldBe(7.5);
        scraped.Value("process_resident_memory_bytes").ShouldBeGreaterThan(1 << 20);
        scraped.Types["process_cpu_seconds_total"].ShouldBe("counter");
    }

    [Fact]
    public async Task Series_OfATargetThatIsGone_IsGone()
    {
        List<string> targets = ["a", "b"];
        _meter.CreateObservableGauge("t_there", () => targets.Select(t => new Measurement<long>(1, new KeyValuePair<string, object?>("target", t))));
        await using var server = await StartAsync();
        (await ScrapeAsync(server)).Series.Count(s => s.Name == "t_there").ShouldBe(2);
        targets.Remove("a");

        (await ScrapeAsync(server)).Series.Where(s => s.Name == "t_there").ShouldHaveSingleItem().Labels["target"].ShouldBe("b");
    }

    [Fact]
    public async Task Histogram_KeptInCounters_IsOneFamily()
    {
        _meter.CreateObservableCounter("t_d_seconds_bucket", () => new Measurement<long>(4, new KeyValuePair<string, object?>("le", "+Inf")), null, "Durations.");
        _meter.CreateObservableCounter("t_d_seconds_sum", () => 1.5, "s");
        _meter.CreateObservableCounter("t_d_seconds_count", () => 4L);
        await using var server = await StartAsync();

        var scraped = await ScrapeAsync(server);
        scraped.Types["t_d_seconds"].ShouldBe("histogram");
        scraped.Value("t_d_seconds_bucket", ("le", "+Inf")).ShouldBe(4);
        scraped.Value("t_d_seconds_sum").ShouldBe(1.5);
        scraped.Value("t_d_seconds_count").ShouldBe(4);
    }

    [Fact]
    public async Task Histogram_OfSecondsWithoutBounds_GetsThoseOfSeconds()
    {
        await using var server = await StartAsync();
        _meter.CreateHistogram<double>("t_plain_seconds", "s").Record(0.003);

        (await ScrapeAsync(server)).Value("t_plain_seconds_bucket", ("le", "0.005")).ShouldBe(1);
    }

    [Theory, InlineData("http://c:4318", null, "http://c:4318/", false), InlineData("http://c:4317", "grpc", "http://c:4317/", true)]
    [InlineData(null, null, null, false), InlineData("c:4318", null, null, false), InlineData("", "grpc", null, false)]
    public void Collector_OfVariables_IsReadOrLeft(string? endpoint, string? protocol, string? expected, bool grpc)
    {
        var options = new TelemetryOptions { ServiceName = "x" }.WithOtlp(name => name.EndsWith("ENDPOINT", StringComparison.Ordinal) ? endpoint : protocol);

        (options.OtlpEndpoint?.AbsoluteUri, options.OtlpGrpc).ShouldBe((expected, grpc));
    }

    [Fact]
    public async Task Collector_Named_IsSentMetricsAndTraces()
    {
        using var collector = new OtlpCollector();
        using var source = new ActivitySource(_name);
        _meter.CreateObservableGauge("t_sent", () => 42L);
        await using (await TelemetryServer.StartAsync(
            new TelemetryOptions
            {
                ServiceName = "aoede-test",
                ServiceInstance = "pod-1",
                OtlpEndpoint = collector.Endpoint,
                OtlpInterval = TimeSpan.FromMinutes(10),
                Meters = [_name],
                Sources = [_name],
            },
            NullLoggerFactory.Instance))
        {
            using (source.StartActivity("reconcile AoETarget"))
            {
                // Seen when the process ends: what is left is sent then.
            }
        }

        collector.Bodies("/v1/metrics").ShouldContain("t_sent");
        collector.Bodies("/v1/metrics").ShouldContain("aoede-test");
        collector.Bodies("/v1/traces").ShouldContain("reconcile AoETarget");
        collector.ContentTypes.ShouldAllBe(type => type == "application/x-protobuf");
    }

    [Theory, InlineData("127.0.0.1:80", "127.0.0.1:80"), InlineData("[::1]:0", "[::1]:0"), InlineData(":8080", "[::]:8080")]
    [InlineData("unix:/run/x", "/run/x"), InlineData("unix:x", null), InlineData("fd00::5:8080", "[fd00::5]:8080"), InlineData("localhost:80", null)]
    [InlineData("127.0.0.1", null), InlineData("127.0.0.1:70000", null), InlineData("", null), InlineData(null, null), InlineData("[127.0.0.1]:1", null)]
    public void Address_OfText_IsReadOrRefused(string? text, string? expected)
    {
        ListenAddress.TryParse(text, out var address).ShouldBe(expected is not null);
        address?.ToString().ShouldBe(expected);
    }

    private Task<TelemetryServer> StartAsync(string address = "127.0.0.1:0")
    {
        ListenAddress.TryParse(address, out var listen).ShouldBeTrue();
        var options = new TelemetryOptions { ServiceName = "aoede-test", Listen = listen, Health = _health, Meters = [_name, "AoEde.Process"] };
        return TelemetryServer.StartAsync(options, NullLoggerFactory.Instance);
    }

    private static Uri UriOf(TelemetryServer server, string path) => new($"http://{server.Address}{path}");

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(TelemetryServer server, string path)
    {
        using var answer = await _http.GetAsync(UriOf(server, path));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<ScrapedText> ScrapeAsync(TelemetryServer server)
    {
        using var answer = await _http.GetAsync(UriOf(server, "/metrics"));
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        return ScrapedText.Parse(await answer.Content.ReadAsStringAsync());
    }
}
