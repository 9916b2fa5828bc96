using System.Diagnostics;
using AoEde.ClusterTesting.Processes;
using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>
/// A real node: containerd, kubelet and kube-proxy in namespaces of their own, with folders that it keeps while it is down, as a machine
/// keeps its disks.
/// </summary>
public sealed class WorkerNode
{
    private readonly NodeNamespace _machine;
    private readonly string _cgroup = Leftovers.NewName();
    private readonly NodeDevices _devices;
    private readonly NodeAddress _address;
    private Process? _boot;
    private int _disks;

    internal WorkerNode(ApiServer server, NodeNamespace machine, NodeAddress address)
    {
        _machine = machine;
        _address = address;
        server.Janitor.WillRemoveCgroup(_cgroup);
        _devices = new NodeDevices(At("dev"));
        foreach (var folder in new[] { "srv", "var/lib", "var/log", "var/tmp" })
            Directory.CreateDirectory(At(folder));
        File.CreateSymbolicLink(At("var/run"), "/run");
        new NodeFiles(At("." + NodeFiles.Path), Name, address, _cgroup, machine.Link.Mtu).Write(server);
    }

    /// <summary>The name of its Node object.</summary>
    public string Name => _machine.Name;

    /// <summary>Its network namespace.</summary>
    public TestHost Network => _machine.Host;

    /// <summary>Its eth0, whose address its targets answer with.</summary>
    public TestLink Link => _machine.Link;

    /// <summary>Whether it is up.</summary>
    public bool IsRunning => _boot is { HasExited: false };

    /// <summary>Its process 1, as the machine counts; another one with each boot.</summary>
    public int ProcessId => NodeProcess.First(_boot ?? throw new InvalidOperationException($"node {Name} is down: start it first"));

    /// <summary>The folder of the machine that the node has as /srv: images for targets, which a test reads past them.</summary>
    public string Srv => At("srv");

    /// <summary>Puts a disk in, which stays while the node is down.</summary>
    public NodeDisk AddDisk(TempImage image) => new(_devices, image, $"virtio-{Name}-{Interlocked.Increment(ref _disks)}");

    /// <summary>Runs a program on the node, in all its namespaces.</summary>
    public Task<CommandResult> RunAsync(params string[] command) => RunAsync(command, input: null);

    /// <summary>Boots it: what its disks keep is there, nothing else. Its kubelet answers when this returns.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (IsRunning)
            return;
        NodeCgroups.Create(_cgroup);
        _machine.Restart();
        Network.Ip("route", "replace", "default", "via", ControlPlane.ClusterNetwork.ControlPlaneAddress);
        Tool.Run("ip", "netns", "exec", Network.Name, "sysctl", "-q", "net.ipv4.ip_forward=1");
        _boot = NodeProcess.Boot(_cgroup, _machine, _address);
        await AwaitKubeletAsync(cancellationToken);
    }

    /// <summary>Power loss: one SIGKILL to its process 1 ends everything of it, and its cable goes dead.</summary>
    public async Task KillAsync()
    {
        if (_boot is not { } boot)
            return;
        _machine.Link.SetDown();
        Tool.Succeeds("kill", "-KILL", $"{ProcessId}");
        await boot.WaitForExitAsync();
        boot.Dispose();
        _boot = null;
    }

    /// <summary>`systemctl restart kubelet`: its pods go on.</summary>
    public async Task RestartKubeletAsync()
    {
        await RestartAsync("kubelet");
        await AwaitKubeletAsync(CancellationToken.None);
    }

    /// <summary>`systemctl restart containerd`: its pods go on.</summary>
    public async Task RestartContainerdAsync()
    {
        await RestartAsync("containerd");
        await Wait.UntilAsync(async _ => (await RunAsync("ctr", "version")).ExitCode == 0, $"containerd of {Name} answers");
    }

    /// <summary>What a daemon has said since the node was made: containerd, kubelet, kube-proxy, or boot.</summary>
    public string Log(string daemon)
    {
        var path = At($"var/log/{daemon}.log");
        return File.Exists(path) ? File.ReadAllText(path) : string.Empty;
    }

    /// <summary>Gives an image archive to its containerd.</summary>
    internal async Task ImportAsync(string archive, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(archive);
        (await RunAsync(["ctr", "--namespace", "k8s.io", "images", "import", "-"], file, cancellationToken)).Expect();
    }

    private Task<CommandResult> RunAsync(string[] command, Stream? input, CancellationToken cancellationToken = default) =>
        Command.RunAsync(NodeProcess.Inside(ProcessId, command), $"{Name}: {string.Join(' ', command)}", input, cancellationToken);

    private async Task RestartAsync(string daemon)
    {
        var before = await ProcessIdAsync(daemon);
        (await RunAsync("kill", "-TERM", before)).Expect();
        await Wait.UntilAsync(async _ => await ProcessIdAsync(daemon) != before, $"{daemon} of {Name} is started again");
    }

    private async Task<string> ProcessIdAsync(string daemon) => (await RunAsync("cat", $"/run/daemons/{daemon}")).Expect().Trim();

    private async Task AwaitKubeletAsync(CancellationToken cancellationToken)
    {
        using var http = _machine.OpenHttp();
        await Wait.UntilAsync(token => IsKubeletHealthyAsync(http, token), $"kubelet of {Name} answers", cancellationToken: cancellationToken);
    }

    private async Task<bool> IsKubeletHealthyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        if (!IsRunning)
            throw new InvalidOperationException($"node {Name} does not boot:\n{Log("boot")}");
        try
        {
            using var reply = await http.GetAsync(new Uri("http://127.0.0.1:10248/healthz"), cancellationToken);
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string At(string path) => Path.GetFullPath(Path.Combine(_machine.Folder, path));
}
