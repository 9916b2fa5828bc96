namespace AoEde.Kube.Client;

/// <summary>Which API server, and who asks.</summary>
public sealed record KubernetesClientConfiguration
{
    /// <summary>The server.</summary>
    public required Uri Host { get; init; }

    /// <summary>The namespace of the pod or the context; null when neither says one.</summary>
    public string? Namespace { get; init; }

    /// <summary>Reads variables of the environment; only a program may give <c>Environment.GetEnvironmentVariable</c>.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Finds out: the file given, else <c>$KUBECONFIG</c>, else the pod's own account, else <c>~/.kube/config</c>.</summary>
    /// <param name="environment">Reads variables of the environment.</param>
    /// <param name="kubeconfigPath">A file (or several, with colons between them) that goes before everything.</param>
    /// <param name="context">A context other than the current one.</param>
    public static KubernetesClientConfiguration BuildDefaultConfig(
        Func<string, string?> environment, string? kubeconfigPath = null, string? context = null) => throw new NotSupportedException();
}
