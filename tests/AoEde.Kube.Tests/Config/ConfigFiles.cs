using AoEde.Kube.Client;
using AoEde.Kube.Config;
using AoEde.Testing.Files;

namespace AoEde.Kube.Tests.Config;

/// <summary>Kubeconfig files in a folder of their own, and an environment that is only what a test says.</summary>
internal sealed class ConfigFiles : IDisposable
{
    public const string Plain = """
        clusters: [{name: c, cluster: {server: "https://c.example:6443"}}]
        users: [{name: u, user: {token: secret}}]
        contexts: [{name: x, context: {cluster: c, user: u, namespace: n}}]
        current-context: x
        """;

    private readonly TempFolder _folder = new();

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string Folder => _folder.Path;

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        return _folder.Write(name, text);
    }

    /// <summary>A kubeconfig with one cluster and one user of these fields.</summary>
    public string Write(string cluster, string user, string name) => Write(name, $$$"""
        clusters: [{name: c, cluster: { {{{cluster}}} } }]
        users: [{name: u, user: { {{{user}}} } }]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        current-context: x
        """);

    /// <summary>What becomes of a user of these fields.</summary>
    public UserCredentials User(string fields) => Find(Write("server: 'https://c.example'", fields, "user.yaml")).Credentials;

    /// <summary>What becomes of a cluster of these fields.</summary>
    public KubernetesClientConfiguration Cluster(string fields) => Find(Write(fields, "token: t", "cluster.yaml"));

    public KubernetesClientConfiguration Find(string? path = null, string? context = null) =>
        DefaultConfig.Find(Variables.GetValueOrDefault, path, context, Path.Combine(Folder, "account"));

    public void Dispose() => _folder.Dispose();
}
