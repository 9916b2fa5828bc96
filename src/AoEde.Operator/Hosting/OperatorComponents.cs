using AoEde.Api;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using AoEde.Operator.Addresses;
using AoEde.Operator.Agents;
using AoEde.Operator.Feeds;
using AoEde.Operator.Freezes;
using AoEde.Operator.Kube;
using AoEde.Operator.Nodes;
using AoEde.Operator.Targets;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AoEde.Operator.Hosting;

/// <summary>Everything that an operator is made of, beside the client.</summary>
internal static class OperatorComponents
{
    /// <summary>Registers it. A client that is also an <c>IStatusApplier</c> and an <c>IListWatch</c>, and a clock, must be there.</summary>
    public static IServiceCollection AddAoedeOperator(this IServiceCollection services, OperatorOptions options)
    {
        services.AddSingleton(options).AddSingleton(options.Heartbeat);
        services.AddSingleton<OperatorMetrics>();
        AddParts(services);
        AddControllers(services, options);
        services.AddHostedService<LedgerFeed>();
        services.AddHostedService<NodeFeed>();
        services.AddHostedService<HeartbeatFeed>();
        services.AddHostedService<HeartbeatLook>();
        services.AddHostedService<FreezeFeed>();
        services.AddHostedService<PlacementFeed>();
        services.AddHostedService<SuccessionFeed>();
        return services;
    }

    private static void AddParts(IServiceCollection services)
    {
        services.AddSingleton<AddressLedger>().AddSingleton<HeartbeatBook>().AddSingleton<NodeSights>().AddSingleton<NodeDependents>();
        services.AddSingleton<Latest<AoETarget>>().AddSingleton<Latest<AoEFreeze>>().AddSingleton<Latest<AoENode>>();
        services.AddSingleton<Requeue<AoETarget>>().AddSingleton<Requeue<AoEFreeze>>().AddSingleton<Requeue<AoENode>>().AddSingleton<Requeue<V1ConfigMap>>();
        services.AddSingleton<TargetSituations>().AddSingleton<TargetReconciler>();
        services.AddSingleton<FreezeSituations>().AddSingleton<HolderCheck>().AddSingleton<AnnotationController>();
        services.AddSingleton<NodeLabeller>().AddSingleton<AgentApplier>();
        services.AddSingleton<TargetController>().AddSingleton<TargetFinalizer>();
        services.AddSingleton<FreezeController>().AddSingleton<FreezeFinalizer>();
        services.AddSingleton<NodeController>().AddSingleton<TemplateController>().AddSingleton<RolloutController>();
    }

    private static void AddControllers(IServiceCollection services, OperatorOptions options)
    {
        var runtime = services.AddKubernetesOperator(settings =>
        {
            settings.Name = "aoede-operator";
            settings.Identity = options.Identity;
            settings.LeaderElectionType = LeaderElectionType.Single;
            settings.LeaderElectionNamespace = options.Namespace;
            settings.LeaderElectionLeaseDuration = options.Leader.Lease;
            settings.LeaderElectionRenewDeadline = options.Leader.Renew;
            settings.LeaderElectionRetryPeriod = options.Leader.Retry;

            // Finalizers are added by the controllers, just before what they guard.
            settings.AutoAttachFinalizers = false;
            settings.ReconcileStrategy = ReconcileStrategy.ByResourceVersion;
        });

        // In its own namespace only, as its role allows.
        runtime.AddStore<V1Lease>(options.Namespace).AddStore<V1ConfigMap>(options.Namespace).AddStore<V1DaemonSet>(options.Namespace).AddStore<V1Node>();
        runtime.AddStore<V1Pod>(options.Namespace, $"{AgentDaemonSet.Selector}={AgentDaemonSet.Name}");
        runtime.AddController<TargetController, AoETarget>().AddFinalizer<TargetFinalizer, AoETarget>(Annotations.TargetFinalizer);
        runtime.AddController<FreezeController, AoEFreeze>().AddFinalizer<FreezeFinalizer, AoEFreeze>(Annotations.ThawFinalizer);
        runtime.AddController<NodeController, AoENode>();
        runtime.AddController<TemplateController, V1ConfigMap>().AddController<RolloutController, V1DaemonSet>();
    }
}
