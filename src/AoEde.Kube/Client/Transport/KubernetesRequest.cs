namespace AoEde.Kube.Client.Transport;

/// <summary>One question to the server.</summary>
/// <param name="Verb">As RBAC and metrics call it: get, list, watch, create, update, patch, apply, delete.</param>
/// <param name="Kind">The kind, for metrics and messages.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query.</param>
internal sealed record KubernetesRequest(string Verb, string Kind, HttpMethod Method, string Target)
{
    /// <summary>What is sent; null for nothing.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether it only reads.</summary>
    public bool Reads => Method == HttpMethod.Get;

    /// <summary>Whether it must not wait behind others: the heartbeat must go out when there is most to do.</summary>
    public bool Urgent => Kind == Models.V1Lease.KindName;

    /// <inheritdoc/>
    public override string ToString() => $"{Verb} {Kind} ({Target.Split('?')[0]})";
}
