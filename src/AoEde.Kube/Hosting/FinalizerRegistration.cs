using AoEde.Kube.Models;
using AoEde.Kube.Operator;

namespace AoEde.Kube.Hosting;

/// <summary>A finalizer of a kind.</summary>
/// <param name="Identifier">Its name in <c>metadata.finalizers</c>.</param>
/// <param name="AutoAttach">Whether the runtime adds it.</param>
/// <param name="Create">Finds it in a scope.</param>
internal sealed record FinalizerRegistration<TEntity>(string Identifier, bool AutoAttach, Func<IServiceProvider, IEntityFinalizer<TEntity>> Create)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>;
