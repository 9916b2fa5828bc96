namespace AoEde.Api;

/// <summary>How many targets a node has.</summary>
public sealed record NodeTargets
{
    /// <summary>Assigned to it.</summary>
    public int Assigned { get; set; }

    /// <summary>On the wire.</summary>
    public int Exported { get; set; }

    /// <summary>Frozen.</summary>
    public int Frozen { get; set; }
}
