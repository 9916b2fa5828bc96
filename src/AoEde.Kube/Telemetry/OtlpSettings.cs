namespace AoEde.Kube.Telemetry;

/// <summary>Where a collector is, as the variables say that every OpenTelemetry program obeys.</summary>
public static class OtlpSettings
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Takes the collector's address and protocol from variables; headers and timeouts the SDK reads itself.</summary>
    /// <param name="options">The options.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <returns>The options with them, where an address is given that is one.</returns>
    public static TelemetryOptions WithOtlp(this TelemetryOptions options, Func<string, string?> environment) =>
        Uri.TryCreate(environment(Endpoint), UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? options with { OtlpEndpoint = endpoint, OtlpGrpc = environment(Protocol) == "grpc" }
            : options;
}
