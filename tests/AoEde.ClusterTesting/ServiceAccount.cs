namespace AoEde.ClusterTesting;

/// <summary>A service account by namespace and name.</summary>
public sealed record ServiceAccount(string Namespace, string Name)
{
    /// <summary>The namespace config/rbac installs into.</summary>
    public const string InstallNamespace = "aoede-system";

    /// <summary>The account of the operator, with the shipped roles.</summary>
    public static ServiceAccount Operator { get; } = new(InstallNamespace, "aoede-operator");

    /// <summary>The account of the node agents, with the shipped roles.</summary>
    public static ServiceAccount Agent { get; } = new(InstallNamespace, "aoede-agent");

    /// <summary>May do everything, for tests that need a token because a proxy cannot pass a certificate on.</summary>
    public static ServiceAccount Administrator { get; } = new("kube-system", "aoede-test-administrator");

    /// <summary>As RBAC and the audit log name it.</summary>
    public string UserName => $"system:serviceaccount:{Namespace}:{Name}";
}
