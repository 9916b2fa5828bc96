namespace AoEde.Installation.Tests;

/// <summary>A cluster of two nodes, with what `make images` made on both.</summary>
internal static class ClusterWithImages
{
    /// <summary>Starts one.</summary>
    /// <param name="setUpAsync">What else belongs to it; if this fails, nothing of the cluster is left.</param>
    public static async Task<T> StartAsync<T>(Func<NodeCluster, Images, Task<T>> setUpAsync)
    {
        var images = await Images.BuildAsync();
        var cluster = await NodeCluster.StartAsync();
        try
        {
            await images.ImportAsync(cluster);
            return await setUpAsync(cluster, images);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }
}
