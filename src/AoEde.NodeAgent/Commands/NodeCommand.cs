using System.CommandLine;

namespace AoEde.NodeAgent.Commands;

/// <summary><c>aoede-agent node</c>: the targets that a cluster assigns to this node.</summary>
internal sealed class NodeCommand : Command
{
    private readonly Option<string> _nodeName = new("--node-name")
    {
        HelpName = "NAME",
        Description = "the Node this agent runs on (default: $NODE_NAME)",
        DefaultValueFactory = _ => Variable("NODE_NAME") ?? "",
    };

    private readonly Option<string> _stateDirectory = new("--state-dir")
    {
        HelpName = "DIR",
        Description = "keeps assignments, freezes and what initiators set over restarts",
        DefaultValueFactory = _ => "/var/lib/aoede",
    };

    private readonly Option<string> _runDirectory = new("--run-dir")
    {
        HelpName = "DIR",
        Description = "gets control.sock",
        DefaultValueFactory = _ => "/run/aoede",
    };

    private readonly Option<string?> _policy = new("--policy")
    {
        HelpName = "FILE",
        Description = "what may be exported; without it stable names of whole disks and volumes that nothing uses",
    };

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "the way to the API server (default: $KUBECONFIG, else the pod's service account, else ~/.kube/config)",
    };

    private readonly Option<string?> _namespace = new("--namespace")
    {
        HelpName = "NAMESPACE",
        Description = "where AoEde is installed; holds the heartbeat (default: $POD_NAMESPACE, else that of the service account or kubeconfig)",
        DefaultValueFactory = _ => Variable("POD_NAMESPACE"),
    };

    private readonly Option<string> _hostProc = new("--host-proc")
    {
        HelpName = "DIR",
        Description = "the host's /proc as seen from here: without it an agent in a pod cannot see what the host has mounted",
        DefaultValueFactory = _ => "/proc",
    };

    private readonly Option<int> _overlap = new("--overlap")
    {
        HelpName = "SECONDS",
        Description = "told to end, serve on until the next agent has started and waits, at most so long; and wait for one that ends (default: 0, neither)",
    };

    private readonly ListenOption _listen = new("127.0.0.1:8080");
    private readonly LogFormatOption _log = new();
    private readonly PumpsOption _pumps = new();

    /// <summary>Describes the verb.</summary>
    public NodeCommand(AgentConsole console)
        : base("node", "Export the AoETargets that a Kubernetes cluster assigns to this node, also while its API server is away.")
    {
        Add(_nodeName);
        Add(_stateDirectory);
        Add(_runDirectory);
        Add(_policy);
        Add(_kubeconfig);
        Add(_namespace);
        Add(_hostProc);
        Add(_overlap);
        Add(_listen);
        Add(_log);
        Add(_pumps);
        SetAction((line, _) => new NodeRun(console, Read(line)).RunAsync());
    }

    /// <summary>Collects the words of one command line.</summary>
    internal NodeArguments Read(ParseResult line) => new()
    {
        NodeName = line.GetRequiredValue(_nodeName),
        StateDirectory = Path.GetFullPath(line.GetRequiredValue(_stateDirectory)),
        RunDirectory = Path.GetFullPath(line.GetRequiredValue(_runDirectory)),
        Policy = line.GetValue(_policy),
        Kubeconfig = line.GetValue(_kubeconfig),
        Namespace = line.GetValue(_namespace),
        PodName = Variable("POD_NAME"),
        HostProc = Path.GetFullPath(line.GetRequiredValue(_hostProc)),
        Overlap = TimeSpan.FromSeconds(line.GetValue(_overlap)),
        Listen = line.GetValue(_listen),
        Log = _log.Of(line),
        Pumps = line.GetValue(_pumps),
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
