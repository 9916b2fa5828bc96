namespace AoEde.ClusterTesting.Nodes;

/// <summary>The addresses of a machine on the segment, and of its pods.</summary>
/// <param name="Octet">The last octet of its address.</param>
internal sealed record NodeAddress(int Octet)
{
    /// <summary>Where all pods are.</summary>
    public const string AllPods = "10.244.0.0/16";

    /// <summary>Its address.</summary>
    public string Text => $"10.77.0.{Octet}";

    /// <summary>Where its pods are.</summary>
    public string Pods => $"10.244.{Octet}.0/24";
}
