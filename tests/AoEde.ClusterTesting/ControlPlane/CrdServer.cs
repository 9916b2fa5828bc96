using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using AoEde.ClusterTesting.Faults;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>
/// The CRD server of a recent Kubernetes behind the aggregation layer of the old API server: custom resources of one group
/// version get CEL rules, selectable fields and today's apply; everything else, access included, stays with the old one.
/// </summary>
internal sealed class CrdServer : HostedProcess
{
    private const int Port = 6444;
    private const string Service = "crd-server";

    private CrdServer(TestHost host, string folder, string kubeconfig)
        : base(host, ClusterTools.CrdServer, Arguments(folder, kubeconfig))
    {
    }

    /// <summary>Starts it, gives it the CRDs and then the group version; ready when this returns.</summary>
    public static async Task<CrdServer> StartAsync(ApiServer server, string kubeconfig, string groupVersion, CancellationToken cancellationToken)
    {
        var process = new CrdServer(server.ControlPlane, server.Folder, kubeconfig);
        try
        {
            using var client = Connect(server);
            await Wait.UntilAsync(token => process.IsReadyAsync(client, token), "the CRD server gets ready", cancellationToken: cancellationToken);
            var crds = Installation.Files("crds");
            foreach (var file in crds)
                await CreateAsync(client, file, cancellationToken);
            await server.ApplyAsync(Registration(groupVersion), cancellationToken);
            var group = groupVersion.Split('/');
            (await server.KubectlAsync("wait", "--for=condition=Available", $"apiservice/{group[1]}.{group[0]}", "--timeout=60s")).Expect();
            // It answers for the group before it serves the kinds.
            await Wait.UntilAsync(
                async _ => (await server.KubectlAsync("api-resources", $"--api-group={group[0]}", "--output=name")).Output
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries).Length >= crds.Count,
                "the CRD server serves every kind",
                cancellationToken: cancellationToken);
            return process;
        }
        catch (Exception e)
        {
            var story = process.Story;
            process.Dispose();
            throw new InvalidOperationException($"the CRD server could not be set up: {story}", e);
        }
    }

    private static IEnumerable<string> Arguments(string folder, string kubeconfig) =>
    [
        $"--etcd-servers={Etcd.Url}", "--etcd-prefix=/registry-crd-server", $"--secure-port={Port}",
        $"--tls-cert-file={folder}/server.crt", $"--tls-private-key-file={folder}/server.key",
        $"--kubeconfig={kubeconfig}", $"--authentication-kubeconfig={kubeconfig}", $"--authorization-kubeconfig={kubeconfig}",
        // The old server has not the kinds that these read.
        "--enable-priority-and-fairness=false", "--disable-admission-plugins=ValidatingAdmissionPolicy,MutatingAdmissionPolicy",
    ];

    // It serves no list of groups, so kubectl cannot speak to it directly.
    private static HttpClient Connect(ApiServer server)
    {
        var handler = AdminClient.Handler(server.Certificates, server.Administrator);
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = NamespaceThread.Run(server.ControlPlane, TcpRelay.NewSocket);
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{Port}") };
    }

    private static async Task CreateAsync(HttpClient client, string file, CancellationToken cancellationToken)
    {
        var path = new Uri("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", UriKind.Relative);
        using var content = new StringContent(await File.ReadAllTextAsync(file, cancellationToken));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
        using var reply = await client.PostAsync(path, content, cancellationToken);
        if (!reply.IsSuccessStatusCode)
            throw new InvalidOperationException($"{file}: {await reply.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private static string Registration(string groupVersion)
    {
        var group = groupVersion.Split('/');
        return $$"""
            apiVersion: v1
            kind: Service
            metadata: {name: {{Service}}, namespace: kube-system}
            spec: {ports: [{name: https, port: 443, targetPort: {{Port}} }]}
            ---
            apiVersion: v1
            kind: Endpoints
            metadata: {name: {{Service}}, namespace: kube-system}
            subsets: [{addresses: [{ip: {{ClusterNetwork.ControlPlaneAddress}} }], ports: [{name: https, port: {{Port}} }]}]
            ---
            apiVersion: apiregistration.k8s.io/v1
            kind: APIService
            metadata: {name: "{{group[1]}}.{{group[0]}}" }
            spec:
              group: {{group[0]}}
              version: {{group[1]}}
              groupPriorityMinimum: 1000
              versionPriority: 100
              insecureSkipTLSVerify: true
              service: {name: {{Service}}, namespace: kube-system, port: 443}

            """;
    }

    private async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        if (!IsRunning)
            throw new InvalidOperationException("it ended");
        try
        {
            using var reply = await client.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
