using AoEde.Testing.Host;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>etcd in memory: nothing of a test needs to survive the machine.</summary>
internal sealed class Etcd(TestHost host, string folder)
    : HostedProcess(host, Prerequisites.FindProgram("etcd")!, Arguments(folder))
{
    /// <summary>Where clients in its namespace reach it.</summary>
    public const string Url = "http://127.0.0.1:2379";

    private const string PeerUrl = "http://127.0.0.1:2380";

    /// <summary>Mounts a folder for its data in memory, and starts it.</summary>
    public static Etcd Start(TestHost host, string folder)
    {
        Directory.CreateDirectory(folder);
        Tool.Run("mount", "-t", "tmpfs", "-o", "size=2g,mode=700", "aoede-etcd", folder);
        return new Etcd(host, folder);
    }

    private static IEnumerable<string> Arguments(string folder) =>
    [
        "--name=test", $"--data-dir={folder}/data", "--unsafe-no-fsync", "--logger=zap", "--log-level=warn",
        $"--listen-client-urls={Url}", $"--advertise-client-urls={Url}", $"--listen-peer-urls={PeerUrl}",
        $"--initial-advertise-peer-urls={PeerUrl}", $"--initial-cluster=test={PeerUrl}",
    ];
}
