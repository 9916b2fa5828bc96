using AoEde.Kube.Extensions;

namespace AoEde.Kube.Operator;

/// <summary>How an operator runs; see <see cref="OperatorSettingsBuilder"/> for what each one means.</summary>
public sealed record OperatorSettings
{
    /// <summary>The operator's name: of its lease (with <c>-leader</c>) and in events.</summary>
    public required string Name { get; init; }

    /// <summary>Which instance this is, such as the pod.</summary>
    public required string Identity { get; init; }

    /// <summary>Who events are reported by.</summary>
    public required string EventComponent { get; init; }

    /// <summary>The namespace that is watched; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether instances agree on a leader.</summary>
    public LeaderElectionType LeaderElectionType { get; init; }

    /// <summary>The namespace of the lease.</summary>
    public string LeaderElectionNamespace { get; init; } = "default";

    /// <summary>How long leadership lasts.</summary>
    public LeaseElectorOptions LeaderElection { get; init; } = new();

    /// <summary>Whether finalizers are added by the runtime.</summary>
    public bool AutoAttachFinalizers { get; init; } = true;

    /// <summary>Whether finalizers are removed by the runtime when they have succeeded.</summary>
    public bool AutoDetachFinalizers { get; init; } = true;

    /// <summary>Which changes are looked at.</summary>
    public ReconcileStrategy ReconcileStrategy { get; init; } = ReconcileStrategy.ByResourceVersion;

    /// <summary>How many objects of a kind are worked on at once.</summary>
    public int MaxParallelReconciliations { get; init; } = 4;

    /// <summary>How often all objects are looked at although nothing changed.</summary>
    public TimeSpan Resync { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How failures slow down.</summary>
    public WorkQueueOptions Queue { get; init; } = new();

    /// <summary>How patient watches are; namespace and selectors come from the stores.</summary>
    public ReflectorOptions Watch { get; init; } = new();
}
