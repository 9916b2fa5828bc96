using System.Diagnostics.CodeAnalysis;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Hosting;

/// <summary>Registers the parts of an operator.</summary>
internal sealed class OperatorBuilder(IServiceCollection services, OperatorSettings settings) : IOperatorBuilder
{
    private readonly Dictionary<Type, (string? Namespace, string? LabelSelector)> _stores = [];
    private readonly HashSet<Type> _controlled = [];

    /// <inheritdoc/>
    public IServiceCollection Services => services;

    /// <inheritdoc/>
    public IOperatorBuilder AddController<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation, TEntity>()
        where TImplementation : class, IEntityController<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!_controlled.Add(typeof(TEntity)))
            throw new InvalidOperationException($"{typeof(TEntity).Name} has a controller already: one queue for each kind is what keeps an object from being worked on twice");
        if (!_stores.ContainsKey(typeof(TEntity)))
            AddStore<TEntity>();
        services.TryAddScoped<TImplementation>();
        services.AddSingleton<ControllerPipeline<TEntity>>();
        services.AddSingleton<IPipeline>(provider => provider.GetRequiredService<ControllerPipeline<TEntity>>());
        services.AddSingleton(new ControllerFactory<TEntity>(provider => provider.GetRequiredService<TImplementation>()));
        services.TryAddSingleton<EntityQueue<TEntity>>(provider =>
        {
            // Found when it is used: a controller may want its own queue, or that of one which wants its.
            return (entity, _, _, queueIn, _, _) => Task.FromResult(provider.GetRequiredService<ControllerPipeline<TEntity>>().Enqueue(entity, queueIn));
        });
        return this;
    }

    /// <inheritdoc/>
    public IOperatorBuilder AddFinalizer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation, TEntity>(
        string identifier, bool? autoAttach = null)
        where TImplementation : class, IEntityFinalizer<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        services.TryAddScoped<TImplementation>();
        services.AddSingleton(new FinalizerRegistration<TEntity>(
            identifier, autoAttach ?? settings.AutoAttachFinalizers, provider => provider.GetRequiredService<TImplementation>()));
        services.TryAddSingleton<EntityFinalizerAttacher<TImplementation, TEntity>>(provider =>
        {
            var client = provider.GetRequiredService<IKubernetesClient>();
            return (entity, cancellationToken) => FinalizerPatch.AddAsync(client, entity, identifier, cancellationToken);
        });
        return this;
    }

    /// <inheritdoc/>
    public IOperatorBuilder AddStore<TEntity>(string? @namespace = null, string? labelSelector = null)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var scope = EntityKind.Of(typeof(TEntity)).Scope;
        var where = (Namespace: scope == EntityScope.Cluster ? null : @namespace ?? settings.Namespace, LabelSelector: labelSelector);
        if (_stores.TryGetValue(typeof(TEntity), out var known))
        {
            return known == where
                ? this
                : throw new InvalidOperationException($"{typeof(TEntity).Name} has a store of other objects already: add it once, before its controller");
        }

        _stores.Add(typeof(TEntity), where);
        services.AddSingleton(provider => new Reflector<TEntity>(
            provider.GetRequiredService<IListWatch>(),
            settings.Watch with { Namespace = where.Namespace, LabelSelector = where.LabelSelector },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Reflector<TEntity>>>()));
        services.AddSingleton<IReflector>(provider => provider.GetRequiredService<Reflector<TEntity>>());
        services.AddSingleton<IObjectStore<TEntity>>(provider => provider.GetRequiredService<Reflector<TEntity>>());
        return this;
    }
}
