namespace AoEde.Kube.Models;

/// <summary>One way to reach a node.</summary>
public sealed record V1NodeAddress
{
    /// <summary><c>InternalIP</c>, <c>Hostname</c>, ...</summary>
    public string Type { get; set; } = "";

    /// <summary>The address.</summary>
    public string Address { get; set; } = "";
}
