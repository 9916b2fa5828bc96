using System.Text.Json;
using AoEde.Api;
using AoEde.Kube.Json;
using AoEde.NodeAgent.Cluster.Assignments;

namespace AoEde.NodeAgent.Cluster;

/// <summary>How the agent reads and writes objects of the cluster and its own file of assignments.</summary>
internal static class ClusterJson
{
    /// <summary>The kinds of Kubernetes, ours, and the file.</summary>
    public static JsonSerializerOptions Options { get; } = KubernetesJson.Create(ApiJson.Resolver, AssignmentJson.Default);
}
