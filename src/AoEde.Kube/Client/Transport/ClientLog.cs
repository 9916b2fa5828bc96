using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Client.Transport;

/// <summary>What there is to say about requests.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(5001, LogLevel.Information, "{Request}: tried again in {Seconds:0.0} s: {Message}")]
    public static partial void Retry(ILogger logger, string request, double seconds, string message);

    [LoggerMessage(5002, LogLevel.Information, "{Request}: refused with 401; trying once more with credentials read anew")]
    public static partial void RefusedOnce(ILogger logger, string request);
}
