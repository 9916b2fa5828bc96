using AoEde.ClusterTesting;

namespace AoEde.Ctl.Tests.Cluster;

/// <summary>A real API server with the committed definitions.</summary>
public sealed class ClusterFixture : ApiServerFixture
{
    /// <inheritdoc/>
    protected override ApiServerOptions Options => new() { AddHosts = false };
}
