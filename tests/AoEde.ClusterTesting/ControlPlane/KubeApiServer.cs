using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>kube-apiserver with RBAC, tokens on request and an audit log.</summary>
internal sealed class KubeApiServer(TestHost host, string folder, ApiServerOptions options)
    : HostedProcess(host, ClusterTools.KubeApiServer, [.. Arguments(folder), .. options.HasRealNodes ? ForRealNodes(folder) : WithoutControllers, .. options.Arguments])
{
    /// <summary>Its port in the control plane's namespace, at every address.</summary>
    public const int Port = 6443;

    /// <summary>Where it writes one line for each request of a service account.</summary>
    public static string AuditLog(string folder) => Path.Combine(folder, "audit.log");

    /// <summary>Writes the files its arguments name.</summary>
    public static void WriteFiles(string folder, Certificates certificates)
    {
        File.WriteAllText(Path.Combine(folder, "ca.crt"), certificates.AuthorityPem);
        using var server = certificates.Server(
            "kube-apiserver", "localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "127.0.0.1", ClusterNetwork.ControlPlaneAddress, "10.96.0.1");
        server.Write(folder, "server");
        using var aggregator = certificates.User("front-proxy-client", "aggregator");
        aggregator.Write(folder, "front-proxy");
        using var kubelets = certificates.User("kube-apiserver-kubelet-client", "system:masters");
        kubelets.Write(folder, "kubelet-client");
        PemFiles.WriteTokenKey(Path.Combine(folder, "tokens.key"));
        File.WriteAllText(
            Path.Combine(folder, "audit.yaml"),
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - {level: Metadata, userGroups: ["system:serviceaccounts"]}
            - {level: None}

            """);
    }

    private static IEnumerable<string> WithoutControllers =>
    [
        "--authorization-mode=RBAC",
        // No controller makes the default accounts that this one insists on for each pod.
        "--disable-admission-plugins=ServiceAccount",
        // Nobody looks for the server by its Endpoints, and a lease less is a quicker start.
        "--endpoint-reconciler-type=none",
    ];

    // Tokens of pods end and are renewed, as in every Kubernetes since 1.21.
    private static IEnumerable<string> ForRealNodes(string folder) =>
    [
        "--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction",
        "--feature-gates=BoundServiceAccountTokenVolume=true",
        "--kubelet-preferred-address-types=InternalIP", $"--kubelet-certificate-authority={folder}/ca.crt",
        $"--kubelet-client-certificate={folder}/kubelet-client.crt", $"--kubelet-client-key={folder}/kubelet-client.key",
    ];

    private static IEnumerable<string> Arguments(string folder) =>
    [
        $"--etcd-servers={Etcd.Url}", $"--advertise-address={ClusterNetwork.ControlPlaneAddress}", $"--secure-port={Port}",
        "--service-cluster-ip-range=10.96.0.0/16", "--allow-privileged=true",
        $"--client-ca-file={folder}/ca.crt", $"--tls-cert-file={folder}/server.crt", $"--tls-private-key-file={folder}/server.key",
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        $"--service-account-key-file={folder}/tokens.key", $"--service-account-signing-key-file={folder}/tokens.key",
        // For a CRD server behind the aggregation layer.
        $"--requestheader-client-ca-file={folder}/ca.crt", "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-", "--enable-aggregator-routing=true",
        $"--proxy-client-cert-file={folder}/front-proxy.crt", $"--proxy-client-key-file={folder}/front-proxy.key",
        $"--audit-policy-file={folder}/audit.yaml", $"--audit-log-path={AuditLog(folder)}", "--audit-log-maxsize=4000",
        "--profiling=false", "--v=0",
    ];
}
