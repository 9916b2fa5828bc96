using AoEde.ClusterTesting.ControlPlane;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>The files that a node's daemons are started with: /var/lib/node on the node.</summary>
internal sealed class NodeFiles(string folder, string name, NodeAddress address, string cgroup, int mtu)
{
    /// <summary>Where they are, seen from the node.</summary>
    public const string Path = "/var/lib/node";

    public void Write(ApiServer server)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(At("ca.crt"), server.AuthorityPem);
        using (var kubelet = server.Certificates.Node(name, address.Text))
        {
            kubelet.Write(folder, "kubelet");
            PemFiles.WriteSecret(At("kubelet.kubeconfig"), Kubeconfig.ForCertificate(server.InsideUrl, server.AuthorityPem, kubelet));
        }

        using (var proxy = server.Certificates.User("system:kube-proxy", "system:node-proxier"))
            PemFiles.WriteSecret(At("kube-proxy.kubeconfig"), Kubeconfig.ForCertificate(server.InsideUrl, server.AuthorityPem, proxy));
        File.WriteAllText(At("containerd.toml"), Containerd);
        File.WriteAllText(At("kubelet.yaml"), Kubelet());
        File.WriteAllText(At("kube-proxy.yaml"), KubeProxy);
        Directory.CreateDirectory(At("cni"));
        File.WriteAllText(At("cni/10-pods.conflist"), PodNetwork());
    }

    // In a container without CAP_SYS_RESOURCE nobody may lower an oom_score_adj, and a pod that is to have a low one would not start.
    private static string Containerd => $"""
        version = 2
        oom_score = 0
        [plugins."io.containerd.grpc.v1.cri"]
          sandbox_image = "{ClusterTools.PauseImage}"
          disable_apparmor = true
          restrict_oom_score_adj = true
          [plugins."io.containerd.grpc.v1.cri".cni]
            bin_dir = "/usr/lib/cni"
            conf_dir = "{Path}/cni"

        """;

    // Nothing of a full or busy machine may evict a test's pods.
    private string Kubelet() => $$"""
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: {{Path}}/ca.crt} }
        authorization: {mode: Webhook}
        tlsCertFile: {{Path}}/kubelet.crt
        tlsPrivateKeyFile: {{Path}}/kubelet.key
        volumePluginDir: /var/lib/kubelet/volume-plugins
        cgroupDriver: cgroupfs
        cgroupRoot: /{{cgroup}}
        failSwapOn: false
        oomScoreAdj: 0
        address: {{address.Text}}
        clusterDomain: cluster.local
        resolvConf: /dev/null
        nodeStatusUpdateFrequency: 4s
        evictionHard: {memory.available: 50Mi, nodefs.available: 0%, nodefs.inodesFree: 0%, imagefs.available: 0%}
        imageGCHighThresholdPercent: 100
        featureGates: {BoundServiceAccountTokenVolume: true}

        """;

    // The table of connections can be sized in the machine's first network namespace only.
    private static string KubeProxy => $$"""
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        clientConnection: {kubeconfig: {{Path}}/kube-proxy.kubeconfig}
        mode: iptables
        clusterCIDR: {{NodeAddress.AllPods}}
        conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
        iptables: {minSyncPeriod: 100ms}
        oomScoreAdj: 0

        """;

    private string PodNetwork() => $$$"""
        {"cniVersion": "0.4.0", "name": "pods", "plugins": [
          {"type": "bridge", "bridge": "cni0", "isGateway": true, "hairpinMode": true, "mtu": {{{mtu}}},
           "ipam": {"type": "host-local", "ranges": [[{"subnet": "{{{address.Pods}}}"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
          {"type": "portmap", "capabilities": {"portMappings": true}}]}

        """;

    private string At(string file) => System.IO.Path.Combine(folder, file);
}
