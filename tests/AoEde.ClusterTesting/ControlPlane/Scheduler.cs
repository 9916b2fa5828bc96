using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>kube-scheduler: chooses nodes for pods.</summary>
internal sealed class Scheduler(TestHost host, string kubeconfig)
    : HostedProcess(host, ClusterTools.KubeScheduler, Arguments(kubeconfig))
{
    private static IEnumerable<string> Arguments(string kubeconfig) =>
    [
        $"--kubeconfig={kubeconfig}", $"--authentication-kubeconfig={kubeconfig}", $"--authorization-kubeconfig={kubeconfig}",
        "--bind-address=127.0.0.1", "--port=0", "--leader-elect=false", "--v=0",
    ];
}
