using AoEde.Kube.Models;

namespace AoEde.Kube.Client;

/// <summary>An answer of the API server that is no success.</summary>
/// <param name="status">What the server said.</param>
public sealed class KubernetesException(V1Status status) : Exception(status.Message ?? status.Reason ?? $"status {status.Code}")
{
    /// <summary>What the server said: <c>code</c>, <c>reason</c>, <c>message</c>, causes.</summary>
    public V1Status Status { get; } = status;
}
