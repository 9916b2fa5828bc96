using AoEde.Api.Rules;
using AoEde.Engine;
using AoEde.Engine.Safety;
using AoEde.Kube.Hosting;
using AoEde.NodeAgent.Control;
using AoEde.NodeAgent.Freezes;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Sources;
using AoEde.NodeAgent.Status;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Commands;

/// <summary>
/// Serves a folder of manifests until a signal comes. Order of the start: read, serve, say ready, and only then open what people
/// look at (status files, control socket). Order of the stop: the reverse.
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

        TryMakeStateDirectory(problems);
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

        var options = new HostOptions { Policy = policy, StateDirectory = arguments.StateDirectory };
        await using var host = new TargetHost(options, console.Time, logger);
        var freezes = new HostFreezes(host);
        using var ends = new FreezeEnds(freezes);
        await using var book = new FreezeBook(freezes, arguments.StateDirectory, console.Time, console.HostName, logger);
        using var files = new StatusFiles(run.StatusFolder, logger);
        var version = typeof(ServeRun).Assembly.GetName().Version?.ToString(3) ?? "";
        var documents = new TargetDocuments(console.HostName, version, ends, console.Time);
        using var reporter = new StatusReporter(host, documents, files, console.Time, logger);
        await ApplyAsync(host, reporter, first, logger, stop);
        await book.StartAsync();

        var ready = ReadyLine.ForAll(host.Status());
        console.Say(ready);
        ServiceManager.FromEnvironment().Ready(ready);
        var health = new OperatorHealth();
        health.AddEngine(host);
        await using var telemetry = await AgentTelemetry.TryStartAsync(
            arguments.Listen, health, console.HostName, Environment.GetEnvironmentVariable, logger, stop);
        reporter.Publish();
        await using var control = await TryOpenControlAsync(run.ControlSocket, Api(), logger, stop);
        var reporting = reporter.RunAsync(stop);
        try
        {
            while (await readings.MoveNextAsync())
            {
                await ApplyAsync(host, reporter, readings.Current, logger, stop);
            }
        }
        finally
        {
            AgentLog.Stopping(logger);
            ServiceManager.FromEnvironment().Stopping();
            await reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ExitCodes.Stopped;

        ControlApi Api()
        {
            var views = new ViewWait(freezes, reporter.OptionsOf, console.Time);
            var api = new FreezeApi(book, freezes, new TtlLimits(reporter.OptionsOf), views);
            return new ControlApi(new AgentState(reporter, policy), api, logger);
        }
    }

    private async Task ApplyAsync(TargetHost host, StatusReporter reporter, ManifestReading reading, LineLogger logger, CancellationToken stop)
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
        var desired = reading.Targets.Select(target => AoeTargetMapper.Map(target, console.HostName)).ToArray();
        reporter.Expect(desired);
        await host.ApplyAsync(desired, stop);
    }

    private static async Task<ControlSocket?> TryOpenControlAsync(string path, ControlApi api, LineLogger logger, CancellationToken stop)
    {
        try
        {
            var socket = await ControlSocket.OpenAsync(path, api, logger, stop);
            AgentLog.ControlSocketOpen(logger, path);
            return socket;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            AgentLog.NoControlSocket(logger, path, problem);
            return null;
        }
    }

    private void TryMakeStateDirectory(List<string> problems)
    {
        try
        {
            // Reservations and mask lists are nobody's business but the administrator's.
            Directory.CreateDirectory(arguments.StateDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            problems.Add($"--state-dir {arguments.StateDirectory}: {problem.Message} Name a folder that this user may write.");
        }
    }
}
