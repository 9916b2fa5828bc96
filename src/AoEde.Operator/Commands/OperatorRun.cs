using System.Reflection;
using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Config;
using AoEde.Kube.Hosting;
using AoEde.Kube.Telemetry;
using AoEde.Kube.Telemetry.Logs;
using AoEde.Operator.Hosting;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Commands;

/// <summary>One run of the operator, from its arguments to its end.</summary>
internal sealed class OperatorRun(OperatorConsole console, RunArguments arguments)
{
    private static readonly string Version =
        typeof(OperatorRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Runs until a signal.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        KubernetesClientConfiguration configuration;
        try
        {
            configuration = KubernetesClientConfiguration.BuildDefaultConfig(console.Environment, arguments.Kubeconfig);
        }
        catch (KubeConfigException problem)
        {
            return console.Reject([problem.Message]);
        }

        using var logs = new LineLogger(console.Error, TimeProvider.System, format: arguments.Log);
        var options = Options(configuration);
        // The replica too: an audit log tells then who of them wrote.
        using var client = new KubernetesClient(
            configuration, ApiJson.Options, $"{FieldManagers.Operator}/{Version} (linux; {options.Identity})", TimeProvider.System, logs.CreateLogger<KubernetesClient>());
        using var host = OperatorHost.Create(client, options, logs);

        TelemetryServer telemetry;
        try
        {
            telemetry = await TelemetryServer.StartAsync(Telemetry(options, host.Services.GetRequiredService<OperatorHealth>()), logs, cancellationToken);
        }
        catch (IOException problem)
        {
            return console.Reject([$"--listen {arguments.Listen}: {problem.Message} Name an address of this machine and a port that is free."]);
        }

        await using var _ = telemetry;
        OperatorLog.Starting(logs.CreateLogger<OperatorRun>(), Version, options.Identity, options.Namespace, configuration.Host);
        var isAsked = false;
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => OperatorLog.Stopping(logs.CreateLogger<OperatorRun>()));
        using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM, _ => isAsked = true);
        using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGINT, _ => isAsked = true);
        await host.RunAsync(cancellationToken);
        return isAsked || cancellationToken.IsCancellationRequested ? ExitCodes.Stopped : ExitCodes.Failed;
    }

    private TelemetryOptions Telemetry(OperatorOptions options, OperatorHealth health) => new TelemetryOptions
    {
        ServiceName = FieldManagers.Operator,
        ServiceVersion = Version,
        ServiceInstance = options.Identity,
        Listen = arguments.Listen,
        Health = health,
    }.WithOtlp(console.Environment);

    private OperatorOptions Options(KubernetesClientConfiguration configuration) => new()
    {
        Namespace = arguments.Namespace ?? console.Environment("POD_NAMESPACE") ?? configuration.Namespace ?? "default",
        Identity = arguments.Identity ?? console.Environment("POD_NAME") ?? FieldManagers.Operator,
        TemplateConfigMap = arguments.TemplateConfigMap,
    };
}
