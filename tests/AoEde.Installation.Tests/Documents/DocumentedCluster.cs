using AoEde.Testing.Documents;
using AoEde.Testing.Files;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Installation.Tests.Documents;

/// <summary>The cluster that the pages are about: two nodes, `eth1`, the images imported, and nothing installed.</summary>
internal sealed class DocumentedCluster : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StorageNetwork _storage;

    private DocumentedCluster(NodeCluster cluster)
    {
        Cluster = cluster;
        _storage = new StorageNetwork(cluster);
        Directory.CreateDirectory(_folder["bin"]);
        foreach (var (name, program) in new[]
        {
            ("kubectl", ClusterTools.Kubectl), ("helm", ClusterTools.Helm), ("aoectl", Beside("aoectl")), ("kubectl-aoede", Beside("aoectl")),
        })
        {
            File.CreateSymbolicLink(_folder[$"bin/{name}"], program);
        }
    }

    /// <summary>The cluster.</summary>
    public NodeCluster Cluster { get; }

    /// <summary>eth1 of the machine that uses the disks.</summary>
    public TestLink Initiator => _storage.Initiator;

    /// <summary>Starts it.</summary>
    public static Task<DocumentedCluster> StartAsync() => ClusterWithImages.StartAsync(async (cluster, _) =>
    {
        await BusyboxImage.ImportAsync(cluster);
        return new DocumentedCluster(cluster);
    });

    /// <summary>A shell on each machine that pages name, of those that are up: to be opened anew after a node has booted.</summary>
    public DocumentShell OpenShell()
    {
        var places = new Dictionary<string, DocumentPlace>(StringComparer.Ordinal)
        {
            [BlockMarker.UsualPlace] = new([], new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
                ["KUBECONFIG"] = Cluster.Server.AdminKubeconfig,
                ["KUBECTL_KUBERC"] = "false",
                ["HOME"] = _folder.Path,
                ["DOTNET_ROOT"] = Path.GetDirectoryName(DotnetProgram.Path)!,
            }),
        };
        if (Cluster.N1.IsRunning)
            places["n1"] = new(["nsenter", $"--target={Cluster.N1.ProcessId}", "--all", "--"], new Dictionary<string, string>(StringComparer.Ordinal));
        return new(places);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _storage.Dispose();
        _folder.Dispose();
    }

    private static string Beside(string program) => Path.Combine(AppContext.BaseDirectory, program);
}
