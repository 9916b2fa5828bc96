using AoEde.ClusterTesting.ControlPlane;
using AoEde.ClusterTesting.Processes;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>
/// A real cluster: an API server with controllers and a scheduler, two nodes that run pods, and a machine that is no node, all on one Ethernet
/// segment that nothing else is on. Everything is removed on dispose, and also when this process is killed. One at a time on a machine.
/// </summary>
public sealed class NodeCluster : IAsyncDisposable
{
    private readonly List<IDisposable> _controllers = [];
    private readonly WorkerNode[] _nodes;

    private NodeCluster(ApiServer server)
    {
        Server = server;
        _nodes = [Node("n1", 11), Node("n2", 12)];
    }

    /// <summary>The API server.</summary>
    public ApiServer Server { get; }

    /// <summary>The first node.</summary>
    public WorkerNode N1 => _nodes[0];

    /// <summary>The second node.</summary>
    public WorkerNode N2 => _nodes[1];

    /// <summary>A machine on the segment that is no node: where initiators run.</summary>
    public NodeNamespace Peer => Server.Peer;

    /// <summary>What such a cluster needs of this machine.</summary>
    public static Testing.Host.Prerequisite Prerequisite => ClusterTools.Nodes;

    /// <summary>A cluster whose nodes are ready when this returns.</summary>
    public static async Task<NodeCluster> StartAsync(NodeClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new NodeClusterOptions();
        var server = await ApiServer.StartNewAsync(
            new ApiServerOptions { Mtu = options.Mtu, InstallRbac = false, InstallCrds = false, HasRealNodes = true }, cancellationToken);
        var cluster = new NodeCluster(server);
        try
        {
            await cluster.SetUpAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives an image archive to the containerd of each node.</summary>
    public Task ImportAsync(string archive, CancellationToken cancellationToken = default) =>
        Task.WhenAll(_nodes.Select(node => node.ImportAsync(archive, cancellationToken)));

    /// <summary>One more machine on the segment that is no node.</summary>
    public NodeNamespace AddMachine(string name) => Server.AddHost(name);

    /// <summary>helm 4 as a member of system:masters.</summary>
    public Task<CommandResult> HelmAsync(params string[] arguments) =>
        Kubectl.RunHelmAsync(Server.AdminKubeconfig, Path.Combine(Server.Folder, "kubectl"), arguments, CancellationToken.None);

    /// <summary>Stops everything and removes every trace.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_nodes.Select(node => node.KillAsync()));
        _controllers.ForEach(controller => controller.Dispose());
        await Server.DisposeAsync();
    }

    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        _controllers.Add(new ControllerManager(Server.ControlPlane, Server.Folder, Kubeconfig("controller-manager", "system:kube-controller-manager")));
        _controllers.Add(new Scheduler(Server.ControlPlane, Kubeconfig("scheduler", "system:kube-scheduler")));
        await Task.WhenAll(_nodes.Select(node => node.StartAsync(cancellationToken)));
        await ImportAsync(ClusterTools.PauseArchive, cancellationToken);
        (await Server.KubectlAsync("wait", "--for=condition=Ready", "node/n1", "node/n2", "--timeout=60s")).Expect();
    }

    private WorkerNode Node(string name, int octet)
    {
        var address = new NodeAddress(octet);
        Server.ControlPlane.Ip("route", "add", address.Pods, "via", address.Text);
        return new WorkerNode(Server, Server.Host(name), address);
    }

    private string Kubeconfig(string file, string user)
    {
        var path = Path.Combine(Server.Folder, file + ".kubeconfig");
        using var certificate = Server.Certificates.User(user, user);
        PemFiles.WriteSecret(path, ClusterTesting.Kubeconfig.ForCertificate(Server.InsideUrl, Server.AuthorityPem, certificate));
        return path;
    }
}
