namespace AoEde.Kube.Models;

/// <summary>What is wanted of a node.</summary>
public sealed record V1NodeSpec
{
    /// <summary>What keeps pods away.</summary>
    public IList<V1Taint>? Taints { get; set; }

    /// <summary>Whether it was cordoned.</summary>
    public bool? Unschedulable { get; set; }

    /// <summary>Its name at the cloud provider.</summary>
    public string? ProviderID { get; set; }
}
