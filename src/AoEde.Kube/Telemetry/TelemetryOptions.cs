using System.Net;
using AoEde.Kube.Hosting;

namespace AoEde.Kube.Telemetry;

/// <summary>What a process shows of itself, and to whom.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Name of the program, such as <c>aoede-agent</c>.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Its version.</summary>
    public string ServiceVersion { get; init; } = "";

    /// <summary>Which of them: the pod or the host.</summary>
    public string ServiceInstance { get; init; } = "";

    /// <summary>Where probes and metrics are answered; null answers nowhere.</summary>
    public EndPoint? Listen { get; init; }

    /// <summary>Base address of an OTLP collector, such as <c>http://collector:4318</c>; null sends nothing.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Speak gRPC to the collector; otherwise HTTP with protobuf.</summary>
    public bool OtlpGrpc { get; init; }

    /// <summary>How often metrics are sent.</summary>
    public TimeSpan OtlpInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The parts of the process that probes look at.</summary>
    public OperatorHealth Health { get; init; } = new();

    /// <summary>Meters to show; <c>*</c> at the end of a name fits any rest.</summary>
    public IReadOnlyList<string> Meters { get; init; } = ["AoEde.*"];

    /// <summary>Activity sources to send.</summary>
    public IReadOnlyList<string> Sources { get; init; } = ["AoEde.*"];
}
