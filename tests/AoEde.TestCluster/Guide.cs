using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Nodes;
using AoEde.ClusterTesting.Releases;

namespace AoEde.TestCluster;

/// <summary>How to reach what runs.</summary>
internal static class Guide
{
    public static string Text(NodeCluster cluster) => $"""

        export KUBECONFIG={cluster.Server.AdminKubeconfig} PATH={Path.GetDirectoryName(ClusterTools.Kubectl)}:$PATH
        kubectl get aoenodes
        ip netns exec {cluster.Peer.Host.Name} bash     # the peer: a machine on the segment that is no node; eth0, 10.77.0.100
        {Shell(cluster.N1)}     # n1, 10.77.0.11
        {Shell(cluster.N2)}     # n2, 10.77.0.12
        Targets may use files below {Release.FileDirectory} of a node. Logs: {Path.Combine(cluster.Server.Folder, "hosts")}/*/var/log
        Ctrl-C removes everything.
        """;

    private static string Shell(WorkerNode node) => $"nsenter --target {node.ProcessId} --all bash";
}
