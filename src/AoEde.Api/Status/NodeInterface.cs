namespace AoEde.Api;

/// <summary>One Ethernet interface of a node.</summary>
public sealed record NodeInterface
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its MAC address.</summary>
    public string? Mac { get; set; }

    /// <summary>Its MTU, in bytes.</summary>
    public int? Mtu { get; set; }

    /// <summary>Its speed in Mbit/s; absent when it does not say.</summary>
    public int? SpeedMbps { get; set; }

    /// <summary>Whether its link is up.</summary>
    public bool? Up { get; set; }

    /// <summary>Its driver.</summary>
    public string? Driver { get; set; }

    /// <summary>The network an administrator says it is on.</summary>
    public string? Network { get; set; }

    /// <summary>Whether the node's policy lets targets use it.</summary>
    public bool? Allowed { get; set; }
}
