using AoEde.Kube.Client;

namespace AoEde.Kube.Config;

/// <summary>The pod's own account.</summary>
internal static class InClusterConfig
{
    /// <summary>Where kubelet puts a pod's token, authority and namespace.</summary>
    public const string AccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Reads the account; null when this is no pod, or one without an account.</summary>
    /// <param name="environment">Reads variables of the environment.</param>
    /// <param name="folder">Where token, authority and namespace are.</param>
    public static KubernetesClientConfiguration? Find(Func<string, string?> environment, string folder = AccountFolder)
    {
        var host = environment("KUBERNETES_SERVICE_HOST");
        var port = environment("KUBERNETES_SERVICE_PORT");
        var token = Path.Combine(folder, "token");
        var authority = Path.Combine(folder, "ca.crt");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(token) || !File.Exists(authority))
            return null;

        var bracketed = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        return new()
        {
            Host = new Uri($"https://{bracketed}:{port}"),
            Namespace = Namespace(Path.Combine(folder, "namespace")),
            Environment = environment,
            Origin = "the pod's account",
            CertificateAuthority = PemSource.FromFile(authority),
            Credentials = new() { TokenFile = token },
            UseEnvironmentProxy = false,
        };
    }

    private static string? Namespace(string path) =>
        File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } name ? name : null;
}
