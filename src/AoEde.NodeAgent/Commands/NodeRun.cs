using AoEde.Api;
using AoEde.Engine;
using AoEde.Engine.Safety;
using AoEde.Kube.Client;
using AoEde.Kube.Config;
using AoEde.Kube.Hosting;
using AoEde.NodeAgent.Cluster;
using AoEde.NodeAgent.Cluster.Assignments;
using AoEde.NodeAgent.Cluster.Freezing;
using AoEde.NodeAgent.Cluster.Publishing;
using AoEde.NodeAgent.Control;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Inventory;
using AoEde.NodeAgent.Sources;
using AoEde.NodeAgent.Telemetry;

namespace AoEde.NodeAgent.Commands;

/// <summary>
/// Serves what a cluster assigns to this node until a signal comes. Order of the start: what is stored is served, whether or not the API server
/// answers; then the server is followed. Order of the stop: the cluster is told, briefly; then the engine ends as always.
/// </summary>
internal sealed class NodeRun(AgentConsole console, NodeArguments arguments)
{
    private const string Advice =
        "In a cluster freezes are objects: create, patch or delete an AoEFreeze (kubectl, or aoectl with a kubeconfig), or annotate the AoETarget.";

    // What is said to the cluster at the end is worth a moment, not more: initiators wait for the agent that comes after.
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    /// <summary>Serves, and says what the process ends with.</summary>
    public async Task<int> RunAsync()
    {
        var problems = new List<string>();
        if (arguments.NodeName.Length == 0)
        {
            problems.Add("--node-name: it is not known which node this is; name it, or set NODE_NAME (in a pod: fieldRef spec.nodeName)");
        }

        var policy = arguments.Policy is null ? PolicyFile.Map(new AgentPolicy()) : PolicyFile.Load(arguments.Policy, problems);
        var configuration = FindServer(problems);
        StateFolder.TryMake(arguments.StateDirectory, problems);
        using var logger = new LineLogger(console.Error, console.Time, format: arguments.Log);
        using var signals = new StopSignals(logger);
        var succession = new Succession(arguments.Overlap, console.Time, logger);
        try
        {
            using var run = problems.Count == 0 ? await succession.HoldAsync(arguments.RunDirectory, problems, signals.Token) : null;
            if (policy is null || configuration is null || run is null)
            {
                return console.Reject(problems);
            }

            await ServeAsync(policy, configuration, run, succession, logger, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            // That is how it ends.
        }

        return ExitCodes.Stopped;
    }

    private async Task ServeAsync(
        HostPolicy policy, KubernetesClientConfiguration configuration, RunDirectory run, Succession succession, LineLogger logger, CancellationToken signal)
    {
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync(policy, configuration, run, logger, stop.Token);
        await Task.WhenAny(serving, Task.Delay(Timeout.Infinite, signal));
        await Task.WhenAny(serving, succession.AwaitSuccessorAsync(run));
        await stop.CancelAsync();
        await serving;
    }

    private async Task ServeAsync(
        HostPolicy policy, KubernetesClientConfiguration configuration, RunDirectory run, LineLogger logger, CancellationToken stop)
    {
        var node = arguments.NodeName;
        var agent = new AgentIdentity(node, arguments.PodName, AgentCore.Version);
        var ledger = new AssignmentLedger(new AssignmentFile(arguments.StateDirectory, node, logger), node);
        NodeLog.StartingFromDisk(logger, node, ledger.Entries.Count(entry => entry.IsWanted));

        using var cluster = new ClusterLink(configuration, agent, arguments.Namespace, console.Time, logger);
        using var events = new TargetEvents(ledger, cluster.Events.Publish);
        using var sink = new ClusterStatusSink(ledger, cluster.Targets, cluster.Applier, agent, events, console.Time, logger);
        using var source = new ClusterTargetSource(ledger, cluster.Targets, cluster.Nodes, node, console.Time);
        var neighbours = new Neighbours(cluster.Client, console.Time);
        await using var core = new AgentCore(OptionsOf(policy) with { WhoIs = neighbours.WhoIsAsync }, node, sink, console.Time, logger);
        using var server = new NodeServer(core, ledger, sink, node, logger);
        events.Listen(core.Freezes);
        var parts = new Parts(console.Time, logger, stop);
        try
        {
            cluster.Start(parts);
            await using var readings = source.ReadAllAsync(stop).GetAsyncEnumerator(stop);
            await readings.MoveNextAsync();
            await server.ApplyAsync(readings.Current, stop);
            await core.Book.StartAsync();
            var ready = ReadyLine.ForAll(core.Host.Status());
            console.Say(ready);
            ServiceManager.FromEnvironment().Ready(ready);
            await using var telemetry = await AgentTelemetry.TryStartAsync(
                arguments.Listen, HealthOf(cluster, core), arguments.PodName ?? node, Environment.GetEnvironmentVariable, logger, stop);
            core.Reporter.Publish();
            await using var control = await ControlSocket.TryOpenAsync(run.ControlSocket, core.Api(Advice, logger), logger, stop);
            StartParts(parts, policy, agent, cluster, core, ledger, server, sink, events, logger);
            while (await readings.MoveNextAsync())
            {
                await server.ApplyAsync(readings.Current, stop);
            }
        }
        finally
        {
            AgentLog.Stopping(logger);
            ServiceManager.FromEnvironment().Stopping();
            await SayGoodbyeAsync(sink);
            await parts.EndAsync();
        }
    }

    private void StartParts(
        Parts parts, HostPolicy policy, AgentIdentity agent, ClusterLink cluster, AgentCore core, AssignmentLedger ledger, NodeServer server,
        ClusterStatusSink sink, TargetEvents events, LineLogger logger)
    {
        var departures = new Departures(core, ledger, server, sink, events, console.Time, logger);
        var desk = new FreezeDesk(core.Book, core.Limits, core.Views, console.Time, logger);
        IFreezeSource freezes = new ClusterFreezes(core, desk, cluster.Freezes, cluster.Applier, agent.NodeName, console.Time, logger);
        var inventory = new NodeInventory(FactsOf(policy, agent), SourcesOf(cluster, core, ledger), console.Time);
        var publisher = new NodePublisher(inventory, cluster.Client, cluster.Applier, console.Time, logger);
        core.Host.Changed += (_, _) => publisher.Wake();
        parts.Start("the status reporter", core.Reporter.RunAsync);
        parts.Start("the status writer", sink.RunAsync);
        parts.Start("the withdrawals", departures.RunAsync);
        parts.Start("the freezes", freezes.RunAsync);
        parts.Start("the inventory", publisher.RunAsync);
    }

    private static OperatorHealth HealthOf(ClusterLink cluster, AgentCore core)
    {
        var health = new OperatorHealth();
        health.AddEngine(core.Host);
        cluster.AddTo(health);
        return health;
    }

    private HostOptions OptionsOf(HostPolicy policy) => new()
    {
        Policy = policy,
        StateDirectory = arguments.StateDirectory,
        ProcRoot = arguments.HostProc,
        PumpsPerInterface = arguments.Pumps,
    };

    private NodeFacts FactsOf(HostPolicy policy, AgentIdentity agent) => new()
    {
        NodeName = agent.NodeName,
        Version = agent.Version,
        PodName = agent.PodName,
        StateDirectory = arguments.StateDirectory,
        Policy = policy,
        PolicyPath = arguments.Policy,
        ProcRoot = arguments.HostProc,
    };

    private NodeSources SourcesOf(ClusterLink cluster, AgentCore core, AssignmentLedger ledger) => new()
    {
        Devices = core.Host.Devices,
        Targets = core.Host.Status,
        Assigned = () => ledger.Entries.Count(entry => entry.IsOurs && entry.State != AssignmentState.Withdrawn),
        Current = () => cluster.Nodes.Find(arguments.NodeName),
    };

    private KubernetesClientConfiguration? FindServer(List<string> problems)
    {
        try
        {
            return KubernetesClientConfiguration.BuildDefaultConfig(Environment.GetEnvironmentVariable, arguments.Kubeconfig);
        }
        catch (KubeConfigException problem)
        {
            problems.Add(problem.Message);
            return null;
        }
    }

    private async Task SayGoodbyeAsync(ClusterStatusSink sink)
    {
        using var limit = new CancellationTokenSource(s_farewell, console.Time);
        await sink.SayStoppingAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
