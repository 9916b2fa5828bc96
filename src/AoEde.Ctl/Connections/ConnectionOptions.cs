using System.CommandLine;
using AoEde.Ctl.Agent;
using AoEde.Ctl.Cluster;
using AoEde.Ctl.Commands;
using AoEde.Kube.Client;
using AoEde.Kube.Config;

namespace AoEde.Ctl.Connections;

/// <summary>
/// Whom to ask. A cluster, if one is named or this is kubectl's plugin; else the agent of this host, if there is its socket; else the cluster
/// that kubectl would use.
/// </summary>
/// <param name="console">The process's surroundings.</param>
internal sealed class ConnectionOptions(CtlConsole console)
{
    /// <summary>Where the agent's unit and the chart put its socket.</summary>
    public const string UsualRunDirectory = "/run/aoede";

    private readonly Option<string?> _run = new("--run-dir")
    {
        HelpName = "DIR",
        Description = $"folder of an agent's control socket ({UsualRunDirectory})",
        Recursive = true,
    };

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "ask the cluster of this file instead of this host's agent",
        Recursive = true,
    };

    private readonly Option<string?> _context = new("--context")
    {
        HelpName = "NAME",
        Description = "ask the cluster of this context of the kubeconfig",
        Recursive = true,
    };

    private readonly Option<string?> _namespace = new("--namespace", "-n")
    {
        HelpName = "NAME",
        Description = "namespace of freezes in the cluster (the context's)",
        Recursive = true,
    };

    /// <summary>For a verb that lists what lives in namespaces: all of them. It names a cluster, too.</summary>
    public Option<bool> AllNamespaces { get; } = new("--all-namespaces", "-A") { Description = "those of every namespace of the cluster" };

    /// <summary>The options, for the root command.</summary>
    public IEnumerable<Option> All => [_run, _kubeconfig, _context, _namespace];

    /// <summary>The client to ask; the caller ends it. Nothing is connected to before the first question.</summary>
    /// <exception cref="CtlException">The options contradict each other, or no cluster can be found where one was asked for.</exception>
    public IAoEdeClient Open(ParseResult line) => TryOpen(line, orAnyCluster: true) ?? new AgentClient(UsualRunDirectory);

    /// <summary>The client to ask, or null where there is neither an agent nor a cluster that was named.</summary>
    /// <inheritdoc cref="Open"/>
    public IAoEdeClient? OpenNamed(ParseResult line) => TryOpen(line, orAnyCluster: false);

    private IAoEdeClient? TryOpen(ParseResult line, bool orAnyCluster)
    {
        var run = line.GetValue(_run);
        var namesCluster = line.GetValue(_kubeconfig) is not null || line.GetValue(_context) is not null || line.GetValue(_namespace) is not null
            || line.GetValue(AllNamespaces);
        if (run is not null && namesCluster)
            throw new CtlException("--run-dir is for an agent of this host, --kubeconfig, --context, --namespace and --all-namespaces are for a cluster: give one of them");
        if (run is not null)
            return new AgentClient(run);
        if (namesCluster || console.IsKubectlPlugin)
            return Cluster(line);

        var agent = new AgentClient(UsualRunDirectory);
        if (agent.IsThere)
            return agent;
        agent.Dispose();
        try
        {
            return orAnyCluster ? Cluster(line) : null;
        }
        catch (CtlException)
        {
            // It is not a cluster that the person has in mind.
            return null;
        }
    }

    private ClusterClient Cluster(ParseResult line)
    {
        try
        {
            var configuration = KubernetesClientConfiguration.BuildDefaultConfig(console.Variable, line.GetValue(_kubeconfig), line.GetValue(_context));
            return new ClusterClient(configuration, line.GetValue(_namespace), console.Time);
        }
        catch (KubeConfigException problem)
        {
            throw new CtlException(problem.Message);
        }
    }
}
