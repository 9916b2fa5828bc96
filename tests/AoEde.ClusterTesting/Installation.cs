using AoEde.ClusterTesting.ControlPlane;

namespace AoEde.ClusterTesting;

/// <summary>Applies the shipped files of config/, and an administrator with a token.</summary>
internal static class Installation
{
    public static async Task ApplyAsync(ApiServer server, ApiServerOptions options, CancellationToken cancellationToken)
    {
        await AddAdministratorAsync(server.Admin, cancellationToken);
        if (options.InstallRbac)
            await ApplyAsync(server, "rbac", cancellationToken);
        if (options.UseCrdServer)
            await server.StartCrdServerAsync(cancellationToken);
        else if (options.InstallCrds && await ApplyAsync(server, "crds", cancellationToken))
            (await server.KubectlAsync("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s")).Expect();
    }

    /// <summary>The shipped files of a folder below config, in the order kubectl takes them.</summary>
    public static IReadOnlyList<string> Files(string folder)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "config", folder);
        return Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal)] : [];
    }

    private static async Task<bool> ApplyAsync(ApiServer server, string folder, CancellationToken cancellationToken)
    {
        var files = Files(folder);
        if (files.Count == 0)
            return false;
        // A server of 1.20 does not know the newest fields of a CRD, and drops them.
        (await server.KubectlAsync(["apply", "--validate=false", .. files.SelectMany(file => new[] { "-f", file })], input: null, cancellationToken: cancellationToken)).Expect();
        return true;
    }

    private static async Task AddAdministratorAsync(HttpClient admin, CancellationToken cancellationToken)
    {
        var account = ServiceAccount.Administrator;
        // The server itself makes the namespace, a moment after it says that it is ready.
        await Wait.UntilAsync(
            async token =>
            {
                using var reply = await admin.GetAsync(new Uri($"/api/v1/namespaces/{account.Namespace}", UriKind.Relative), token);
                return reply.IsSuccessStatusCode;
            },
            $"namespace {account.Namespace} exists",
            cancellationToken: cancellationToken);
        await admin.PostAsync(
            $"/api/v1/namespaces/{account.Namespace}/serviceaccounts",
            $$$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"{{{account.Name}}}"}}""",
            cancellationToken);
        await admin.PostAsync(
            "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
            $$$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"{{{account.Name}}}"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"cluster-admin"},
             "subjects":[{"kind":"ServiceAccount","name":"{{{account.Name}}}","namespace":"{{{account.Namespace}}}"}]}
            """,
            cancellationToken);
    }
}
