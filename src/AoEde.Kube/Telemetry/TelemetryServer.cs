using System.Net;
using AoEde.Kube.Telemetry.Health;
using AoEde.Kube.Telemetry.Prometheus;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AoEde.Kube.Telemetry;

/// <summary>
/// What a process shows of itself while it runs: probes and metrics at an address, metrics and traces sent to a collector. Both or one of
/// them; each is fed by OpenTelemetry's SDK from the process's meters and activity sources.
/// </summary>
public sealed class TelemetryServer : IAsyncDisposable
{
    private readonly List<IDisposable> _providers = [];
    private SmallHttpServer? _probes;

    private TelemetryServer()
    {
    }

    /// <summary>Where probes are answered, with the port that was given; null when nowhere.</summary>
    public EndPoint? Address => _probes?.Address;

    /// <summary>Starts what the options ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="loggers">Where it reports.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task<TelemetryServer> StartAsync(TelemetryOptions options, ILoggerFactory loggers, CancellationToken cancellation = default)
    {
        var server = new TelemetryServer();
        var logger = loggers.CreateLogger("AoEde.Telemetry");
        try
        {
            if (options.Listen is not null || options.OtlpEndpoint is not null)
                server._providers.Add(new ProcessMetrics());
            if (options.OtlpEndpoint is { } endpoint)
            {
                server._providers.Add(Traces(options, endpoint));
                TelemetryLog.Sending(logger, endpoint);
            }

            if (options.Listen is { } listen)
            {
                var exporter = new PrometheusExporter();
                server._providers.Add(Metrics(options, exporter));
                server._probes = await ProbeServer.StartAsync(
                    listen, new HealthEndpoints(options.Health, exporter.Scrape, logger), loggers, cancellation);
                TelemetryLog.Listening(logger, server._probes.Address);
            }
            else if (options.OtlpEndpoint is not null)
            {
                server._providers.Add(Metrics(options, null));
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops answering, and sends what is left; within some seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_probes is not null)
            await _probes.DisposeAsync();
        _providers.Reverse();
        _providers.ForEach(provider => provider.Dispose());
        _providers.Clear();
    }

    private static MeterProvider Metrics(TelemetryOptions options, PrometheusExporter? exporter)
    {
        var builder = Sdk.CreateMeterProviderBuilder().ConfigureResource(r => Describe(r, options)).AddMeter([.. options.Meters]).AddView(SeriesLimits.For);
        if (exporter is not null)
            builder.AddReader(new BaseExportingMetricReader(exporter));
        if (options.OtlpEndpoint is { } endpoint)
        {
            builder.AddOtlpExporter((otlp, reader) =>
            {
                Aim(otlp, options, endpoint, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.OtlpInterval.TotalMilliseconds;
            });
        }

        return builder.Build();
    }

    private static TracerProvider Traces(TelemetryOptions options, Uri endpoint) => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(r => Describe(r, options))
        .AddSource([.. options.Sources])
        .AddOtlpExporter(otlp => Aim(otlp, options, endpoint, "v1/traces"))
        .Build();

    private static void Describe(ResourceBuilder resource, TelemetryOptions options) => resource.AddService(
        options.ServiceName, "aoede", options.ServiceVersion, autoGenerateServiceInstanceId: false, options.ServiceInstance);

    // With HTTP the path of each signal is ours to add once the endpoint is given in code; with gRPC there is none.
    private static void Aim(OtlpExporterOptions otlp, TelemetryOptions options, Uri endpoint, string path)
    {
        otlp.Protocol = options.OtlpGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = options.OtlpGrpc ? endpoint : new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);
    }
}
