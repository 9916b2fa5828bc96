using System.Diagnostics;
using AoEde.ClusterTesting.Nodes;
using AoEde.ClusterTesting.Processes;

namespace AoEde.ClusterTesting.Releases;

/// <summary>The images as `make images` builds them.</summary>
/// <param name="OperatorArchive">The operator's, a docker-archive.</param>
/// <param name="AgentArchive">The agent's.</param>
public sealed record Images(string OperatorArchive, string AgentArchive)
{
    /// <summary>The agent image's name without a tag.</summary>
    public const string Agent = "localhost/aoede-agent";

    /// <summary>A tag of the agent image besides the version: to the cluster another image, though nothing in it differs.</summary>
    public const string NextTag = "next";

    /// <summary>Both images' usual tag.</summary>
    public string Tag { get; } = Path.GetFileName(AgentArchive).Split('-')[2];

    /// <summary>Builds them, if anything in them has changed.</summary>
    public static async Task<Images> BuildAsync(CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "tests", "cluster", "images.sh"));
        var paths = (await Command.RunAsync(start, "tests/cluster/images.sh", input: (string?)null, cancellationToken)).Expect().Split('\n');
        return new Images(paths[0], paths[1]);
    }

    /// <summary>Gives both to every node, the agent's also as <see cref="NextTag"/>.</summary>
    public async Task ImportAsync(NodeCluster cluster, CancellationToken cancellationToken = default)
    {
        await cluster.ImportAsync(OperatorArchive, cancellationToken);
        await cluster.ImportAsync(AgentArchive, cancellationToken);
        foreach (var node in new[] { cluster.N1, cluster.N2 })
            (await node.RunAsync("ctr", "--namespace", "k8s.io", "images", "tag", "--force", $"{Agent}:{Tag}", $"{Agent}:{NextTag}")).Expect();
    }
}
