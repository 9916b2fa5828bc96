namespace AoEde.Kube.Models;

/// <summary>How a daemon set fares; numbers are nodes.</summary>
public sealed record V1DaemonSetStatus
{
    /// <summary>The generation of the spec that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Nodes that ought to run the pod.</summary>
    public int DesiredNumberScheduled { get; set; }

    /// <summary>Nodes that run it and ought to.</summary>
    public int CurrentNumberScheduled { get; set; }

    /// <summary>Nodes that run it and ought not.</summary>
    public int NumberMisscheduled { get; set; }

    /// <summary>Nodes where it is ready.</summary>
    public int NumberReady { get; set; }

    /// <summary>Nodes that run the newest template.</summary>
    public int? UpdatedNumberScheduled { get; set; }

    /// <summary>Nodes where it is available.</summary>
    public int? NumberAvailable { get; set; }

    /// <summary>Nodes where it is not available.</summary>
    public int? NumberUnavailable { get; set; }
}
