namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>Tokens as kubelet asks for them.</summary>
internal static class TokenRequests
{
    public static async Task<string> CreateAsync(HttpClient admin, ServiceAccount account, TimeSpan validFor, CancellationToken cancellationToken)
    {
        var reply = await admin.PostAsync(
            $"/api/v1/namespaces/{account.Namespace}/serviceaccounts/{account.Name}/token",
            $$$"""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"audiences":[],"expirationSeconds":{{{(long)validFor.TotalSeconds}}}}}""",
            cancellationToken);
        return reply.GetProperty("status").GetProperty("token").GetString()!;
    }
}
