using AoEde.Api.Rules;
using AoEde.Engine;
using AoEde.Engine.Safety;
using AoEde.Kube.Hosting;
using AoEde.NodeAgent.Control;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Sources;
using AoEde.NodeAgent.Status;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Commands;

/// <summary>
/// Serves a folder of manifests until a signal comes. Order of the start: read, serve, open what people look at (status files, control
/// socket), and say ready, so that whoever waited for that can ask. Order of the stop: the reverse.
/// </summary>
internal sealed class ServeRun(AgentConsole console, ServeArguments arguments)
{
    /// <summary>Serves, and says what the process ends with.</summary>
    public async Task<int> RunAsync()
    {
        var problems = new List<string>();
        var policy = PolicyFile.Load(arguments.Policy, problems);
        if (!Path.Exists(arguments.Manifests))
        {
            problems.Add($"--manifests {arguments.Manifests}: there is no such file or folder; create it, an empty folder will do");
        }

        StateFolder.TryMake(arguments.StateDirectory, problems);
        using var run = problems.Count == 0 ? RunDirectory.TryHold(arguments.RunDirectory, problems) : null;
        if (policy is null || run is null)
        {
            return console.Reject(problems);
        }

        using var logger = new LineLogger(console.Error, console.Time, format: arguments.Log);
        using var signals = new StopSignals(logger);
        using var source = new ManifestTargetSource(arguments.Manifests, console.HostName, console.Time);
        if (source.NotWatched is { } reason)
        {
            AgentLog.NotWatched(logger, arguments.Manifests, reason);
        }

        signals.OnHangUp(source.Refresh);
        try
        {
            return await ServeAsync(policy, run, source, logger, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return ExitCodes.Stopped;
        }
    }

    private async Task<int> ServeAsync(HostPolicy policy, RunDirectory run, ManifestTargetSource source, LineLogger logger, CancellationToken stop)
    {
        await using var readings = source.ReadAllAsync(stop).GetAsyncEnumerator(stop);
        await readings.MoveNextAsync();
        var first = readings.Current;
        if (first.Targets.Count == 0 && first.HasErrors)
        {
            return console.Reject(first.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        }

        using var files = new StatusFiles(run.StatusFolder, logger);
        var options = new HostOptions { Policy = policy, StateDirectory = arguments.StateDirectory, PumpsPerInterface = arguments.Pumps };
        await using var core = new AgentCore(options, console.HostName, files, console.Time, logger);
        await ApplyAsync(core, first, logger, stop);
        await core.Book.StartAsync();

        var health = new OperatorHealth();
        health.AddEngine(core.Host);
        await using var telemetry = await AgentTelemetry.TryStartAsync(
            arguments.Listen, health, console.HostName, Environment.GetEnvironmentVariable, logger, stop);
        core.Reporter.Publish();
        await using var control = await ControlSocket.TryOpenAsync(run.ControlSocket, core.Api(advice: null, logger), logger, stop);
        var ready = ReadyLine.ForAll(core.Host.Status());
        console.Say(ready);
        ServiceManager.FromEnvironment().Ready(ready);
        var reporting = core.Reporter.RunAsync(stop);
        try
        {
            while (await readings.MoveNextAsync())
            {
                await ApplyAsync(core, readings.Current, logger, stop);
            }
        }
        finally
        {
            AgentLog.Stopping(logger);
            ServiceManager.FromEnvironment().Stopping();
            await reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ExitCodes.Stopped;
    }

    private async Task ApplyAsync(AgentCore core, TargetReading reading, LineLogger logger, CancellationToken stop)
    {
        foreach (var diagnostic in reading.Diagnostics)
        {
            AgentLog.Manifest(logger, diagnostic.Severity == Severity.Error ? LogLevel.Error : LogLevel.Warning, diagnostic);
        }

        if (reading.HasErrors)
        {
            AgentLog.LastGoodKept(logger);
        }

        AgentLog.ManifestsRead(logger, arguments.Manifests, reading.Targets.Count);
        await core.ApplyAsync([.. reading.Targets.Select(target => AoeTargetMapper.Map(target, console.HostName))], stop);
    }
}
