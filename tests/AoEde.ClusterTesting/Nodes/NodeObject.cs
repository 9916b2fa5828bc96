using AoEde.ClusterTesting.ControlPlane;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>Node objects, which kubelet would make and keep ready.</summary>
internal static class NodeObject
{
    public static async Task CreateAsync(HttpClient admin, string name, CancellationToken cancellationToken)
    {
        await admin.PostAsync(
            "/api/v1/nodes",
            $$$"""{"apiVersion":"v1","kind":"Node","metadata":{"name":"{{{name}}}","labels":{"kubernetes.io/hostname":"{{{name}}}","kubernetes.io/os":"linux"} } }""",
            cancellationToken);
        await admin.MergePatchAsync(
            $"/api/v1/nodes/{name}/status",
            """{"status":{"conditions":[{"type":"Ready","status":"True","reason":"KubeletReady","message":"made for a test"}]}}""",
            cancellationToken);
    }
}
