namespace AoEde.Api.Manifests;

/// <summary>Where the manifests are to be served, which decides what they must say.</summary>
/// <param name="HostName">Name of the host that serves them without a cluster; null for a cluster.</param>
public sealed record ManifestOptions(string? HostName)
{
    /// <summary>For a cluster: a node must be named.</summary>
    public static ManifestOptions Cluster { get; } = new((string?)null);

    /// <summary>Whether a cluster is to serve them.</summary>
    public bool InCluster => HostName is null;

    /// <summary>For one host without a cluster: the node may be left out, and may only be this host.</summary>
    /// <param name="hostName">The host's own name.</param>
    /// <returns>The options.</returns>
    public static ManifestOptions SingleHost(string hostName) => new(hostName);
}
