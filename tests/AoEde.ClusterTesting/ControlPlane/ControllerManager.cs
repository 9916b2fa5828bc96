using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>kube-controller-manager: makes pods of Deployments, DaemonSets and Jobs, collects garbage, and tells which nodes are gone.</summary>
internal sealed class ControllerManager(TestHost host, string folder, string kubeconfig)
    : HostedProcess(host, ClusterTools.KubeControllerManager, Arguments(folder, kubeconfig))
{
    private static IEnumerable<string> Arguments(string folder, string kubeconfig) =>
    [
        $"--kubeconfig={kubeconfig}", $"--authentication-kubeconfig={kubeconfig}", $"--authorization-kubeconfig={kubeconfig}",
        "--bind-address=127.0.0.1", "--port=0", "--leader-elect=false", "--use-service-account-credentials=true",
        $"--service-account-private-key-file={folder}/tokens.key", $"--root-ca-file={folder}/ca.crt",
        // A third of the usual time, for kubelets that report three times as often.
        "--node-monitor-period=2s", "--node-monitor-grace-period=16s", "--v=0",
    ];
}
