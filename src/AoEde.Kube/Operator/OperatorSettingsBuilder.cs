using AoEde.Kube.Extensions;

namespace AoEde.Kube.Operator;

/// <summary>Settings of an operator, with KubeOps' names and defaults where it has them.</summary>
public sealed class OperatorSettingsBuilder
{
    /// <summary>The operator's name: of its lease (with <c>-leader</c>) and in events.</summary>
    public string Name { get; set; } = "kubernetesoperator";

    /// <summary>Which instance this is, such as the pod; the name if not given.</summary>
    public string? Identity { get; set; }

    /// <summary>Who events are reported by, such as <c>aoede.io/operator</c>; the name if not given.</summary>
    public string? EventComponent { get; set; }

    /// <summary>The namespace that is watched; null for all.</summary>
    public string? Namespace { get; set; }

    /// <summary>Whether instances agree on a leader.</summary>
    public LeaderElectionType LeaderElectionType { get; set; } = LeaderElectionType.None;

    /// <summary>The namespace of the lease; <see cref="Namespace"/> or <c>default</c> if not given.</summary>
    public string? LeaderElectionNamespace { get; set; }

    /// <summary>How long others wait after the last renewal that they saw before they take over.</summary>
    public TimeSpan LeaderElectionLeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader tries to renew before it stops leading.</summary>
    public TimeSpan LeaderElectionRenewDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is tried.</summary>
    public TimeSpan LeaderElectionRetryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether finalizers are added by the runtime, before the first reconciliation.</summary>
    public bool AutoAttachFinalizers { get; set; } = true;

    /// <summary>Whether finalizers are removed by the runtime when they have succeeded.</summary>
    public bool AutoDetachFinalizers { get; set; } = true;

    /// <summary>Which changes are looked at. Not KubeOps' default, which would never see an annotation.</summary>
    public ReconcileStrategy ReconcileStrategy { get; set; } = ReconcileStrategy.ByResourceVersion;

    /// <summary>How many objects of a kind are worked on at once; twice the processors if not said otherwise.</summary>
    public int MaxParallelReconciliations { get; set; } = 2 * Environment.ProcessorCount;

    /// <summary>How often all objects are looked at although nothing changed.</summary>
    public TimeSpan Resync { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How failures slow down.</summary>
    public WorkQueueOptions Queue { get; set; } = new();

    /// <summary>How patient watches are; namespace and selectors come from the stores.</summary>
    public ReflectorOptions Watch { get; set; } = new();

    /// <summary>The settings.</summary>
    /// <exception cref="InvalidOperationException">Two of them contradict each other.</exception>
    public OperatorSettings Build()
    {
        if (LeaderElectionLeaseDuration <= LeaderElectionRenewDeadline || LeaderElectionRenewDeadline <= LeaderElectionRetryPeriod)
            throw new InvalidOperationException("leader election: the lease must last longer than the renew deadline, and that longer than the retry period");
        if (MaxParallelReconciliations < 1)
            throw new InvalidOperationException($"{MaxParallelReconciliations} reconciliations at once are none: give at least 1");

        return new()
        {
            Name = Name,
            Identity = Identity ?? Name,
            EventComponent = EventComponent ?? Name,
            Namespace = Namespace,
            LeaderElectionType = LeaderElectionType,
            LeaderElectionNamespace = LeaderElectionNamespace ?? Namespace ?? "default",
            LeaderElection = new()
            {
                LeaseDuration = LeaderElectionLeaseDuration,
                RenewDeadline = LeaderElectionRenewDeadline,
                RetryPeriod = LeaderElectionRetryPeriod,
            },
            AutoAttachFinalizers = AutoAttachFinalizers,
            AutoDetachFinalizers = AutoDetachFinalizers,
            ReconcileStrategy = ReconcileStrategy,
            MaxParallelReconciliations = MaxParallelReconciliations,
            Resync = Resync,
            Queue = Queue,
            Watch = Watch,
        };
    }
}
