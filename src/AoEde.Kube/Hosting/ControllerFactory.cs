using AoEde.Kube.Models;
using AoEde.Kube.Operator;

namespace AoEde.Kube.Hosting;

/// <summary>Finds the controller of a kind in a scope.</summary>
internal sealed record ControllerFactory<TEntity>(Func<IServiceProvider, IEntityController<TEntity>> Create)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>;
