namespace AoEde.ClusterTesting.Nodes;

/// <summary>How a cluster with real nodes differs from the usual one.</summary>
public sealed record NodeClusterOptions
{
    /// <summary>The MTU of the one Ethernet segment, bytes.</summary>
    public int Mtu { get; init; } = 9000;
}
