using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace AoEde.Kube.Telemetry.Prometheus;

/// <summary>Collects when somebody asks, never by itself: a scrape costs what it costs, and no scrape costs nothing.</summary>
[ExportModes(ExportModes.Pull)]
public sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private const int CollectMilliseconds = 5000;
    private readonly Lock _scraping = new();
    private string _text = "";

    /// <summary>Set by the reader that this exporter belongs to.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>All series as they are now; one scrape at a time. Blocks for as long as observers take.</summary>
    public string Scrape()
    {
        lock (_scraping)
        {
            _text = "";
            Collect?.Invoke(CollectMilliseconds);
            return _text;
        }
    }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        _text = PrometheusText.Write(FamilyReader.Read(batch));
        return ExportResult.Success;
    }
}
