using AoEde.Kube.Config;

namespace AoEde.Kube.Client;

/// <summary>Which API server, who asks, and how often.</summary>
public sealed record KubernetesClientConfiguration
{
    /// <summary>The server, <c>https://host:port</c>, perhaps with a path before <c>/api</c>.</summary>
    public required Uri Host { get; init; }

    /// <summary>The namespace of the pod or of the context; null when neither says one.</summary>
    public string? Namespace { get; init; }

    /// <summary>Reads variables of the environment; only a program may give <c>Environment.GetEnvironmentVariable</c>.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Where all this was found, for messages.</summary>
    public string Origin { get; init; } = "given";

    /// <summary>Roots that the server's certificate is traced to; null for those of the machine.</summary>
    public PemSource? CertificateAuthority { get; init; }

    /// <summary>Whether the server's certificate is not looked at. Anybody on the way can then read and change everything.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>The name that the server's certificate must have; null for the host's.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>A proxy (<c>http</c>, <c>https</c> or <c>socks5</c>); stronger than those of the environment.</summary>
    public Uri? ProxyUrl { get; init; }

    /// <summary>Whether <c>HTTPS_PROXY</c> and <c>NO_PROXY</c> count; never within a cluster.</summary>
    public bool UseEnvironmentProxy { get; init; } = true;

    /// <summary>Who asks.</summary>
    public UserCredentials Credentials { get; init; } = new();

    /// <summary>How many requests a second may go out in the long run. Leases go out at once always: a heartbeat must not wait behind work.</summary>
    public double RequestsPerSecond { get; init; } = 100;

    /// <summary>How many requests may go out at once after a pause.</summary>
    public int RequestBurst { get; init; } = 200;

    /// <summary>How long an answer may take, watches apart.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Finds out: the file given, else <c>$KUBECONFIG</c>, else the pod's own account, else <c>~/.kube/config</c>.</summary>
    /// <param name="environment">Reads variables of the environment.</param>
    /// <param name="kubeconfigPath">A file that goes before everything.</param>
    /// <param name="context">A context other than the current one.</param>
    /// <exception cref="KubeConfigException">There is none, or it cannot be used; the message says why and what to do.</exception>
    public static KubernetesClientConfiguration BuildDefaultConfig(
        Func<string, string?> environment, string? kubeconfigPath = null, string? context = null) =>
        DefaultConfig.Find(environment, kubeconfigPath, context);
}
