using AoEde.Kube.Client;

namespace AoEde.Kube.Config;

/// <summary>Makes a configuration of a context of a kubeconfig.</summary>
internal static class ContextResolver
{
    /// <summary>Follows a context to its cluster and user.</summary>
    /// <param name="config">The kubeconfig.</param>
    /// <param name="context">The context; null for the current one.</param>
    /// <param name="environment">Reads variables of the environment.</param>
    /// <exception cref="KubeConfigException">Something is missing or cannot be used.</exception>
    public static KubernetesClientConfiguration Resolve(KubeConfig config, string? context, Func<string, string?> environment)
    {
        var files = string.Join(':', config.Files);
        var name = context ?? config.CurrentContext;
        if (string.IsNullOrEmpty(name))
            throw new KubeConfigException($"{files}: there is no current-context; set one with kubectl config use-context, or name one{Known(config.Contexts)}");
        var chosen = Find(config.Contexts, name, "context", files);
        var cluster = Find(config.Clusters, chosen.Text("cluster") ?? throw chosen.Wrong("cluster", "is missing"), "cluster", files);
        var user = chosen.Text("user") is { } userName ? Find(config.Users, userName, "user", files) : null;

        return new()
        {
            Host = Server(cluster),
            Namespace = chosen.Text("namespace"),
            Environment = environment,
            Origin = $"context '{name}' of {files}",
            CertificateAuthority = cluster.Pem("certificate-authority"),
            SkipTlsVerify = cluster.Flag("insecure-skip-tls-verify"),
            TlsServerName = cluster.Text("tls-server-name"),
            ProxyUrl = cluster.Text("proxy-url") is { } proxy ? Address(cluster, "proxy-url", proxy) : null,
            Credentials = user is null ? new() : UserResolver.Resolve(user, cluster),
        };
    }

    private static Uri Server(KubeConfigEntry cluster)
    {
        var server = Address(cluster, "server", cluster.Text("server") ?? throw cluster.Wrong("server", "is missing"));
        return server.Scheme is "https" or "http" ? server : throw NoAddress(cluster, "server", server.OriginalString);
    }

    private static Uri Address(KubeConfigEntry entry, string field, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw NoAddress(entry, field, text);

    private static KubeConfigException NoAddress(KubeConfigEntry entry, string field, string text) =>
        entry.Wrong(field, $"is not an address such as https://host:6443: '{text}'");

    private static KubeConfigEntry Find(IReadOnlyDictionary<string, KubeConfigEntry> entries, string name, string kind, string files) =>
        entries.TryGetValue(name, out var entry) ? entry : throw new KubeConfigException($"{files}: there is no {kind} '{name}'{Known(entries)}");

    private static string Known(IReadOnlyDictionary<string, KubeConfigEntry> entries) =>
        entries.Count == 0 ? "" : $"; there is {string.Join(", ", entries.Keys.Order(StringComparer.Ordinal))}";
}
