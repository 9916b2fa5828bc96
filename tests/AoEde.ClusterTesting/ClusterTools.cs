using AoEde.ClusterTesting.Nodes;
using AoEde.Testing.Host;

namespace AoEde.ClusterTesting;

/// <summary>The programs a test cluster is made of: etcd from the system, the others from what `tests/cluster/*.sh` keep.</summary>
public static class ClusterTools
{
    private static readonly string Cache =
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "aoede");

    /// <summary>kube-apiserver 1.20.2, made by tests/cluster/build.sh.</summary>
    public static string KubeApiServer { get; } = Path.Combine(Cache, "kube-1.20", "kube-apiserver");

    /// <summary>kube-controller-manager of the same build.</summary>
    public static string KubeControllerManager { get; } = Path.Combine(Cache, "kube-1.20", "kube-controller-manager");

    /// <summary>kube-scheduler of the same build.</summary>
    public static string KubeScheduler { get; } = Path.Combine(Cache, "kube-1.20", "kube-scheduler");

    /// <summary>The image of the container that holds a pod's namespaces, made by tests/cluster/nodes.sh.</summary>
    public static string PauseArchive { get; } = Path.Combine(Cache, "pause.tar");

    /// <summary>The name of that image.</summary>
    public const string PauseImage = "localhost/pause:1";

    /// <summary>kubectl 1.35, fetched by tests/cluster/kubectl.sh.</summary>
    public static string Kubectl { get; } = Path.Combine(Cache, "bin", "kubectl");

    /// <summary>helm 4, fetched by tests/cluster/kubectl.sh.</summary>
    public static string Helm { get; } = Path.Combine(Cache, "bin", "helm");

    /// <summary>The CRD server of Kubernetes 1.36, made by tests/cluster/crd-server.sh; a bonus that may be absent.</summary>
    public static string CrdServer { get; } = Path.Combine(Cache, "crd-server", "apiextensions-apiserver");

    /// <summary>What a real API server needs of this machine.</summary>
    public static Prerequisite ApiServer { get; } = FindApiServer();

    /// <summary>What a CRD server with CEL rules needs of this machine, beyond <see cref="ApiServer"/>.</summary>
    public static Prerequisite CelRules { get; } = !ApiServer.IsMet ? ApiServer : Need(CrdServer, "tests/cluster/crd-server.sh");

    /// <summary>What real nodes need of this machine, beyond <see cref="ApiServer"/>.</summary>
    public static Prerequisite Nodes { get; } =
        new[] { ApiServer, NodeCgroups.Prerequisite, Need(KubeControllerManager, "tests/cluster/build.sh"), Need(PauseArchive, "tests/cluster/nodes.sh") }
            .FirstOrDefault(one => !one.IsMet) ?? ApiServer;

    private static Prerequisite FindApiServer()
    {
        if (!Prerequisites.Namespaces.IsMet)
            return Prerequisites.Namespaces;
        if (Prerequisites.FindProgram("etcd") is null)
            return new Prerequisite(IsMet: false, "etcd is not installed (Debian: etcd-server)");
        var server = Need(KubeApiServer, "tests/cluster/build.sh");
        return server.IsMet ? Need(Kubectl, "tests/cluster/kubectl.sh") : server;
    }

    private static Prerequisite Need(string path, string script) =>
        File.Exists(path)
            ? new Prerequisite(IsMet: true, string.Empty)
            : new Prerequisite(IsMet: false, $"{Path.GetFileName(path)} is not in the cache: run {script}");
}
