using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Hosting;

/// <summary>Puts an operator together.</summary>
internal static class OperatorHost
{
    /// <summary>Makes a host that has not started.</summary>
    /// <param name="client">The server; not disposed with the host.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="logs">Where it logs; not disposed with the host.</param>
    public static IHost Create(KubernetesClient client, OperatorOptions options, ILoggerFactory logs)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = FieldManagers.Operator });
        var services = builder.Services;
        services.AddSingleton(logs);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IKubernetesClient>(client).AddSingleton<IStatusApplier>(client);
        services.AddAoedeOperator(options);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));

        var built = builder.Build();
        var targets = built.Services.GetRequiredService<IObjectStore<AoETarget>>();
        built.Services.GetRequiredService<OperatorMetrics>().AllTargets = targets.List;
        return built;
    }
}
