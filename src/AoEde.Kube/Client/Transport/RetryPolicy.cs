using System.Net.Sockets;
using System.Security.Authentication;
using AoEde.Kube.Extensions;

namespace AoEde.Kube.Client.Transport;

/// <summary>
/// What is tried again. Reading: whenever it may help. Writing: only when the server said so, or has certainly seen nothing of it.
/// </summary>
internal static class RetryPolicy
{
    /// <summary>How often a request is tried again.</summary>
    public const int MostRetries = 5;

    /// <summary>The longest wait that a server may ask for; beyond it the caller knows better what to do meanwhile.</summary>
    public static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(60);

    /// <summary>What a request waits when the server names nothing: 0.2 s to 10 s, and by chance down to half of it.</summary>
    /// <param name="chance">A number from 0 up to 1; a random one if not given.</param>
    public static Backoff Waits(Func<double>? chance = null) => new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(10), 0.5, 1, chance);

    /// <summary>How long to wait before another try; null for none.</summary>
    /// <param name="reads">Whether the request only reads.</param>
    /// <param name="failure">What came of it.</param>
    /// <param name="backoff">The wait when the server names none.</param>
    public static TimeSpan? Wait(bool reads, Exception failure, TimeSpan backoff) => failure switch
    {
        KubernetesException answer => Wait(reads, answer, backoff),
        HttpRequestException request => (reads && !IsRefusal(request)) || NothingWasSent(request) ? backoff : null,
        IOException => reads ? backoff : null,
        _ => null,
    };

    private static TimeSpan? Wait(bool reads, KubernetesException answer, TimeSpan backoff)
    {
        TimeSpan? asked = answer.Status.Details?.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var again = answer.Status.Code switch
        {
            429 or 503 => reads || asked is not null,
            504 => reads,
            >= 500 => reads && asked is not null,
            _ => false,
        };
        if (!again || asked > MostPatience)
            return null;
        return asked > backoff ? asked : backoff;
    }

    private static bool NothingWasSent(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError => true,
        HttpRequestError.SecureConnectionError => !IsRefusal(failure),
        _ => failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused },
    };

    /// <summary>A certificate that is refused now is refused in a second; a handshake that was cut off is not.</summary>
    private static bool IsRefusal(HttpRequestException failure) =>
        failure.HttpRequestError == HttpRequestError.SecureConnectionError && failure.InnerException is AuthenticationException;
}
