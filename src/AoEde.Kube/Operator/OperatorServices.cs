using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Operator;

/// <summary>Puts an operator into a host.</summary>
public static class OperatorServices
{
    /// <summary>
    /// Adds an operator that runs with the host. Needs an <see cref="IKubernetesClient"/> that is an <see cref="IListWatch"/> too. Gives
    /// <see cref="EventPublisher"/>, <see cref="EventSink"/>, <see cref="OperatorHealth"/>, and <see cref="LeaseElector"/> where there is an election.
    /// </summary>
    /// <exception cref="InvalidOperationException">Settings contradict each other.</exception>
    public static IOperatorBuilder AddKubernetesOperator(this IServiceCollection services, Action<OperatorSettingsBuilder>? configure = null)
    {
        var builder = new OperatorSettingsBuilder();
        configure?.Invoke(builder);
        var settings = builder.Build();

        services.AddSingleton(settings);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetRequiredService<IKubernetesClient>() as IListWatch
            ?? throw new InvalidOperationException("the Kubernetes client cannot list and watch: register one that is an IListWatch"));
        services.TryAddSingleton(Events);
        services.TryAddSingleton(provider => provider.GetRequiredService<EventSink>().Publisher);
        services.TryAddSingleton(Health);
        if (settings.LeaderElectionType == LeaderElectionType.Single)
            services.TryAddSingleton(Elector);
        services.AddSingleton<IHostedService, OperatorService>();
        return new OperatorBuilder(services, settings);
    }

    private static EventSink Events(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<OperatorSettings>();
        return new(
            provider.GetRequiredService<IKubernetesClient>(), settings.EventComponent, settings.Identity,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<EventSink>>());
    }

    private static LeaseElector Elector(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<OperatorSettings>();
        return new(
            provider.GetRequiredService<IKubernetesClient>(), settings.LeaderElectionNamespace, $"{settings.Name}-leader", settings.Identity,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LeaseElector>>(), settings.LeaderElection);
    }

    private static OperatorHealth Health(IServiceProvider provider)
    {
        var health = new OperatorHealth();
        foreach (var reflector in provider.GetServices<IReflector>())
            health.Add(() => reflector.Health);
        foreach (var pipeline in provider.GetServices<IPipeline>())
            health.Add(() => pipeline.Health);
        if (provider.GetService<LeaseElector>() is { } elector)
            health.Add(() => elector.Health);
        return health;
    }
}
