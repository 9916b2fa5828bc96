using AoEde.Operator.Nodes;

namespace AoEde.Operator.Hosting;

/// <summary>How one operator runs.</summary>
internal sealed record OperatorOptions
{
    /// <summary>The namespace it is installed in: of leases, of the agents' DaemonSet, and of freezes made of annotations.</summary>
    public required string Namespace { get; init; }

    /// <summary>Which replica this is, such as the pod.</summary>
    public required string Identity { get; init; }

    /// <summary>The ConfigMap with the agents' pod template.</summary>
    public string TemplateConfigMap { get; init; } = "aoede-agent";

    /// <summary>How long an agent may be silent.</summary>
    public HeartbeatTimes Heartbeat { get; init; } = new();

    /// <summary>How often the holder of a freeze is asked for. Default 5 s.</summary>
    public TimeSpan HolderPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after a failed election round others wait; see the leader election of the runtime.</summary>
    public LeaderTimes Leader { get; init; } = new();
}
