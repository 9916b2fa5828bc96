namespace AoEde.Kube.Models;

/// <summary>How a node fares.</summary>
public sealed record V1NodeStatus
{
    /// <summary>Among others <c>Ready</c>.</summary>
    public IList<V1NodeCondition>? Conditions { get; set; }

    /// <summary>How it is reached.</summary>
    public IList<V1NodeAddress>? Addresses { get; set; }
}
