namespace AoEde.Kube.Models;

/// <summary>What is wanted of a pod.</summary>
public sealed record V1PodSpec
{
    /// <summary>The node it runs on; null until it is scheduled.</summary>
    public string? NodeName { get; set; }
}
