namespace AoEde.Installation.Tests;

/// <summary>
/// A cluster of two nodes with AoEde installed by helm, shared by all tests of this project. Where none can run, the tests are skipped
/// with the reason.
/// </summary>
public sealed class InstalledCluster : IAsyncLifetime
{
    private NodeCluster? _cluster;

    /// <summary>The cluster.</summary>
    public NodeCluster Cluster
    {
        get
        {
            Skip.IfNot(NodeCluster.Prerequisite.IsMet, NodeCluster.Prerequisite.Reason);
            return _cluster!;
        }
    }

    /// <summary>Its API server.</summary>
    public ApiServer Server => Cluster.Server;

    /// <summary>The images that are on both nodes.</summary>
    public Images Images { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!NodeCluster.Prerequisite.IsMet)
            return;
        (_cluster, Images) = await ClusterWithImages.StartAsync(async (cluster, images) =>
        {
            await Release.InstallAsync(cluster);
            return (cluster, images);
        });
    }

    public async Task DisposeAsync()
    {
        if (_cluster is null)
            return;
        await using (_cluster)
            _cluster.Server.ExpectNothingForbidden();
    }

    /// <summary>What the cluster and the programs say, for messages of failures.</summary>
    public Task<string> StoryAsync() => Release.StoryAsync(Cluster);
}
