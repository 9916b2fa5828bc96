using System.Net;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Telemetry;

/// <summary>What probes and metrics say, with ids that stay: 4900 to 4999.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(4900, LogLevel.Information, "Probes and metrics are answered at {Address}.")]
    public static partial void Listening(ILogger logger, EndPoint address);

    [LoggerMessage(4901, LogLevel.Error, "The question for {Path} could not be answered.")]
    public static partial void ProbeFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(4902, LogLevel.Information, "Metrics and traces are sent to {Endpoint} (OTLP).")]
    public static partial void Sending(ILogger logger, Uri endpoint);
}
