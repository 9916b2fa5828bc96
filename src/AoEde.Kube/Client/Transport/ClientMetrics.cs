using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AoEde.Kube.Client.Transport;

/// <summary>What is counted of requests. A watch counts once, when it starts.</summary>
internal static class ClientMetrics
{
    /// <summary>The meter and the source of activities.</summary>
    public const string Name = "AoEde.Kube";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "aoede_kube_requests_total", "{request}", "Requests to the API server, by verb, kind and status code (or 'error').");

    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(
        "aoede_kube_request_duration_seconds", "s", "Time until the API server began to answer, by verb and kind.");

    /// <summary>Traces of requests.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Counts a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">Its answer; null when there was none.</param>
    /// <param name="elapsed">Time until the answer.</param>
    public static void Count(KubernetesRequest request, int? code, TimeSpan elapsed)
    {
        var verb = KeyValuePair.Create("verb", (object?)request.Verb);
        var kind = KeyValuePair.Create("kind", (object?)request.Kind);
        Requests.Add(1, verb, kind, new("code", code?.ToString() ?? "error"));
        Durations.Record(elapsed.TotalSeconds, verb, kind);
    }
}
