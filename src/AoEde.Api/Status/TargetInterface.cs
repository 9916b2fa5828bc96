namespace AoEde.Api;

/// <summary>One interface a target is exported on.</summary>
public sealed record TargetInterface
{
    /// <summary>The interface's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its MAC address: the target's identity on the wire.</summary>
    public string? Mac { get; set; }

    /// <summary>Its MTU, in bytes.</summary>
    public int? Mtu { get; set; }

    /// <summary>Sectors per frame advertised on it.</summary>
    public int? MaxSectors { get; set; }

    /// <summary>Whether its link is up.</summary>
    public bool? Up { get; set; }
}
