using System.Diagnostics.CodeAnalysis;
using AoEde.Kube.Models;
using Microsoft.Extensions.DependencyInjection;

namespace AoEde.Kube.Operator;

/// <summary>Says what an operator is made of.</summary>
public interface IOperatorBuilder
{
    /// <summary>Where everything is registered.</summary>
    IServiceCollection Services { get; }

    /// <summary>
    /// Adds the controller of a kind (one for each kind), a store of that kind, and its <see cref="EntityQueue{TEntity}"/>. A new instance works on each object
    /// unless the implementation is registered otherwise beforehand.
    /// </summary>
    IOperatorBuilder AddController<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation, TEntity>()
        where TImplementation : class, IEntityController<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Adds a finalizer of a kind that has a controller, and its <see cref="EntityFinalizerAttacher{TImplementation, TEntity}"/>.</summary>
    /// <param name="identifier">Its name, such as <c>aoede.io/target</c>.</param>
    /// <param name="autoAttach">Whether the runtime adds it; null as the settings say.</param>
    IOperatorBuilder AddFinalizer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation, TEntity>(
        string identifier, bool? autoAttach = null)
        where TImplementation : class, IEntityFinalizer<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Adds a store of a kind: <see cref="Extensions.IObjectStore{TEntity}"/>. There is one for each kind.</summary>
    /// <param name="namespace">The namespace; null for the one of the settings.</param>
    /// <param name="labelSelector">Labels that the objects have.</param>
    IOperatorBuilder AddStore<TEntity>(string? @namespace = null, string? labelSelector = null)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;
}
