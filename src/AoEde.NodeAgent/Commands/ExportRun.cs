using AoEde.Api;
using AoEde.Engine;
using AoEde.Engine.Safety;
using AoEde.NodeAgent.Freezes;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Commands;

/// <summary>
/// Serves one target until a signal comes. There is no state folder: config string, mask list and reservations live in memory
/// and are gone with the process, as with vblade. A freeze lives in its shadow file, which outlives the process.
/// </summary>
internal sealed class ExportRun(AgentConsole console)
{
    /// <summary>Judges the words, serves, and says what the process ends with.</summary>
    public async Task<int> RunAsync(ExportArguments arguments)
    {
        var problems = new List<string>();
        var policy = PolicyFile.Load(arguments.Policy, problems);
        var inspector = new DeviceInspector(policy ?? HostPolicy.Administrator);
        var target = arguments.ToTarget(console.HostName, inspector.IsBlockDevice, problems);
        int pumps = arguments.ToPumps(problems);
        if (target is null || policy is null || problems.Count > 0)
        {
            return console.Reject(problems);
        }

        using var logger = new LineLogger(console.Error, console.Time);
        using var signals = new StopSignals(logger);
        await using var host = new TargetHost(
            new HostOptions { Policy = policy, PumpsPerInterface = pumps }, console.Time, logger);
        if (target.Freeze.ShadowFile is null)
        {
            return await ServeAsync(host, target, () => { }, signals.Token);
        }

        await using var freezer = new SignalFreezer(new HostFreezes(host), target, console, logger);
        signals.OnUser(freezer.Hear);
        return await ServeAsync(host, target, freezer.Resume, signals.Token);
    }

    private async Task<int> ServeAsync(TargetHost host, TargetOptions target, Action opened, CancellationToken stop)
    {
        using var changed = new SemaphoreSlim(0, 1);
        host.Changed += Wake;
        try
        {
            await host.ApplyAsync([target], stop);
            opened();
            for (var told = false; ; await changed.WaitAsync(stop))
            {
                var status = host.Status()[0];
                if (status.Is(Conditions.Exported))
                {
                    console.Say(ReadyLine.ForTarget(status, target.ReadOnly));
                    ServiceManager.FromEnvironment().Ready($"serving {target.Address}");
                    await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                }

                if (ExportVerdict.Of(status) is { } exitCode)
                {
                    return console.Reject([status.Explain()], exitCode);
                }

                if (!told)
                {
                    // A link without carrier, say: the export starts by itself when it comes.
                    console.Say($"waiting: {status.Explain()}");
                    told = true;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            ServiceManager.FromEnvironment().Stopping();
            return ExitCodes.Stopped;
        }
        finally
        {
            host.Changed -= Wake;
        }

        void Wake(object? sender, EventArgs change)
        {
            lock (changed)
            {
                if (changed.CurrentCount == 0)
                {
                    changed.Release();
                }
            }
        }
    }
}
