namespace AoEde.ClusterTesting;

/// <summary>How a test's own API server differs from the shared one.</summary>
public sealed record ApiServerOptions
{
    /// <summary>The MTU of the one Ethernet segment, bytes.</summary>
    public int Mtu { get; init; } = 9000;

    /// <summary>Applies config/rbac: namespace, accounts and roles as shipped.</summary>
    public bool InstallRbac { get; init; } = true;

    /// <summary>Applies config/crds and waits until they are established.</summary>
    public bool InstallCrds { get; init; } = true;

    /// <summary>
    /// Gives config/crds to the CRD server of a recent Kubernetes, which knows CEL rules, instead of to the API server itself;
    /// needs <see cref="ClusterTools.CelRules"/>.
    /// </summary>
    public bool UseCrdServer { get; init; }

    /// <summary>Makes the hosts n1 and n2, with their Node objects, and peer. More are made by <see cref="ApiServer.AddNodeAsync"/>.</summary>
    public bool AddHosts { get; init; } = true;

    /// <summary>
    /// The nodes are real: kubelets register them, instead of objects made for a test, and controllers make the accounts of pods.
    /// </summary>
    public bool HasRealNodes { get; init; }

    /// <summary>More arguments for kube-apiserver.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
