namespace AoEde.ClusterTesting.Faults;

/// <summary>A request on its way through a <see cref="FaultProxy"/>.</summary>
/// <param name="Number">Counts from 1, over all requests of the proxy.</param>
/// <param name="Method">GET, POST, PATCH..</param>
/// <param name="PathAndQuery">As the client sent it.</param>
/// <param name="Agent">The client's user agent.</param>
public sealed record ProxiedRequest(int Number, string Method, string PathAndQuery, string Agent)
{
    /// <summary>The answer is a stream of events.</summary>
    public bool IsWatch => PathAndQuery.Contains("watch=true", StringComparison.Ordinal) || PathAndQuery.Contains("watch=1", StringComparison.Ordinal);

    /// <summary>It may change something.</summary>
    public bool IsWrite => Method is not ("GET" or "HEAD");

    /// <summary>The path names this plural, such as <c>aoetargets</c>.</summary>
    public bool Concerns(string plural) => PathAndQuery.Split('?')[0].Split('/').Contains(plural, StringComparer.Ordinal);
}
