namespace AoEde.Kube.Models;

/// <summary>Where the API server keeps a kind.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KubernetesEntityAttribute : Attribute
{
    /// <summary>The kind, such as <c>Lease</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The group, such as <c>coordination.k8s.io</c>; empty for the core group.</summary>
    public string Group { get; set; } = "";

    /// <summary>The version, such as <c>v1</c>.</summary>
    public string ApiVersion { get; set; } = "";

    /// <summary>The plural in addresses, such as <c>leases</c>.</summary>
    public string PluralName { get; set; } = "";
}
