using Microsoft.Extensions.DependencyInjection;

namespace AoEde.Kube.Operator;

/// <summary>Puts an operator into a host.</summary>
public static class OperatorServices
{
    /// <summary>
    /// Adds an operator that runs with the host. Needs an <see cref="Client.IKubernetesClient"/> that is an <see cref="Client.IListWatch"/> too.
    /// </summary>
    public static IOperatorBuilder AddKubernetesOperator(this IServiceCollection services, Action<OperatorSettingsBuilder>? configure = null) =>
        throw new NotSupportedException();
}
