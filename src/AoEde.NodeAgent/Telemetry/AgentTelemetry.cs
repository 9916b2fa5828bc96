using System.Net;
using AoEde.Engine;
using AoEde.Kube.Extensions;
using AoEde.Kube.Hosting;
using AoEde.Kube.Telemetry;

namespace AoEde.NodeAgent.Telemetry;

/// <summary>Probes, metrics and traces of an agent.</summary>
internal static class AgentTelemetry
{
    // Far longer than any queue, far shorter than anybody's patience with a disk that does not answer.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(60);

    /// <summary>Starts what was asked for. An address that cannot be had costs probes, never service.</summary>
    /// <param name="listen">Where to answer; null for nowhere.</param>
    /// <param name="health">The parts that probes look at.</param>
    /// <param name="instance">Which agent it is: the pod or the host.</param>
    /// <param name="environment">Reads variables: of a collector.</param>
    /// <param name="logger">Where it reports.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <returns>What runs; null when there is nothing to do, or it could not be done.</returns>
    public static async Task<TelemetryServer?> TryStartAsync(
        EndPoint? listen, OperatorHealth health, string instance, Func<string, string?> environment, LineLogger logger, CancellationToken cancellation)
    {
        var options = new TelemetryOptions
        {
            ServiceName = "aoede-agent",
            ServiceVersion = typeof(AgentTelemetry).Assembly.GetName().Version?.ToString(3) ?? "",
            ServiceInstance = instance,
            Listen = listen,
            Health = health,
        }.WithOtlp(environment);
        if (options.Listen is null && options.OtlpEndpoint is null)
        {
            return null;
        }

        try
        {
            return await TelemetryServer.StartAsync(options, logger, cancellation);
        }
        catch (IOException problem)
        {
            AgentLog.NoProbes(logger, listen?.ToString() ?? "", problem);
            return null;
        }
    }

    /// <summary>
    /// Adds an engine to what probes look at. Only the loops that answer initiators make a process dead: the one that decides may wait for a
    /// disk that hangs, and a restart would take all the others away with it.
    /// </summary>
    /// <param name="health">The parts.</param>
    /// <param name="host">The engine.</param>
    public static void AddEngine(this OperatorHealth health, TargetHost host)
    {
        health.Add(() => FramePath(host.Loops()));
        health.Add(() => Control(host.Loops()));
        health.Add(() => Targets(host.Status()));
    }

    private static HealthPart FramePath(IReadOnlyList<LoopPulse> loops)
    {
        string[] silent = [.. loops.Where(loop => loop.Serves && loop.Silence > s_longestSilence).Select(loop => loop.Name)];
        return silent.Length == 0
            ? new HealthPart("frame-path", IsLive: true, IsReady: true, $"{loops.Count(loop => loop.Serves)} interfaces")
            : new HealthPart("frame-path", IsLive: false, IsReady: false, $"{string.Join(", ", silent)} stands still");
    }

    private static HealthPart Control(IReadOnlyList<LoopPulse> loops)
    {
        var isSilent = loops.Any(loop => !loop.Serves && loop.Silence > s_longestSilence);
        return new HealthPart("control-loop", IsLive: true, !isSilent, isSilent ? "it waits for a device that does not answer" : "");
    }

    private static HealthPart Targets(IReadOnlyList<TargetStatus> targets) => new(
        "targets", IsLive: true, IsReady: true, $"{targets.Count(target => target.Condition("Exported")?.State == ConditionState.True)} of {targets.Count} exported");
}
