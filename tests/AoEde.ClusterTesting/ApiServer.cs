using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using AoEde.ClusterTesting.Audit;
using AoEde.ClusterTesting.ControlPlane;
using AoEde.ClusterTesting.Faults;
using AoEde.ClusterTesting.Nodes;
using AoEde.ClusterTesting.Processes;
using AoEde.Testing.Files;
using AoEde.Testing.Networks;
using Xunit;

namespace AoEde.ClusterTesting;

/// <summary>
/// A real kube-apiserver 1.20 with etcd, in network namespaces of its own, with RBAC, tokens on request and an audit log.
/// No controllers run: nothing collects garbage, empties a namespace that is deleted, or schedules a pod. Any number may
/// run at once. Everything is removed on dispose, and also when this process is killed.
/// </summary>
public sealed class ApiServer : IAsyncDisposable
{
    private static readonly Lazy<Task<ApiServer>> Shared = new(() => StartNewAsync());
    private static readonly TimeSpan s_readinessAttempt = TimeSpan.FromSeconds(5);

    private readonly Janitor _janitor = new();
    private readonly Certificates _certificates = new();
    private readonly TempFolder _folder = new();
    private readonly ClusterNetwork _network;
    private readonly ApiServerOptions _options;
    private readonly List<NodeNamespace> _hosts = [];
    private readonly List<(int First, int End)> _excused = [];
    private Etcd? _etcd;
    private KubeApiServer? _server;
    private CrdServer? _crdServer;
    private TcpRelay? _relay;

    private ApiServer(ApiServerOptions options)
    {
        _options = options;
        Administrator = _certificates.User("administrator", "system:masters");
        _janitor.WillRemoveFolder(_folder.Path);
        _network = new ClusterNetwork(_janitor, options.Mtu);
    }

    /// <summary>The server from outside the namespaces, on loopback.</summary>
    public Uri Url => new($"https://127.0.0.1:{_relay!.Endpoint.Port}");

    /// <summary>The server from inside the hosts.</summary>
    public Uri InsideUrl { get; } = new($"https://{ClusterNetwork.ControlPlaneAddress}:{KubeApiServer.Port}");

    /// <summary>The authority that signed the server's certificate.</summary>
    public string AuthorityPem => _certificates.AuthorityPem;

    /// <summary>A kubeconfig file of a member of system:masters, for <see cref="Url"/>.</summary>
    public string AdminKubeconfig => _folder["admin.kubeconfig"];

    /// <summary>Speaks to the server as a member of system:masters.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Where etcd and the server run; a program that belongs to no node, such as an operator, may run here too.</summary>
    public TestHost ControlPlane => _network.ControlPlane;

    /// <summary>A folder that is removed with the server.</summary>
    public string Folder => _folder.Path;

    /// <summary>The first node.</summary>
    public NodeNamespace N1 => Host("n1");

    /// <summary>The second node.</summary>
    public NodeNamespace N2 => Host("n2");

    /// <summary>A machine on the segment that is no node: where initiators run.</summary>
    public NodeNamespace Peer => Host("peer");

    internal Janitor Janitor => _janitor;

    internal Certificates Certificates => _certificates;

    internal X509Certificate2 Administrator { get; }

    /// <summary>
    /// The one server that all tests of this process share; they use names of their own. Skips the calling test, with the
    /// reason, where no server can run.
    /// </summary>
    public static Task<ApiServer> SharedAsync()
    {
        Skip.IfNot(ClusterTools.ApiServer.IsMet, ClusterTools.ApiServer.Reason);
        return Shared.Value;
    }

    /// <summary>A server of its own; ready when this returns.</summary>
    public static async Task<ApiServer> StartNewAsync(ApiServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new ApiServer(options ?? new ApiServerOptions());
        try
        {
            await server.SetUpAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A host of this name; one that <see cref="AddNodeAsync"/> or the options made.</summary>
    public NodeNamespace Host(string name)
    {
        lock (_hosts)
            return _hosts.Find(host => host.Name == name) ?? throw new ArgumentException($"no host is named {name}", nameof(name));
    }

    /// <summary>One more machine on the segment, with a Node object that says it is ready.</summary>
    public async Task<NodeNamespace> AddNodeAsync(string name, CancellationToken cancellationToken = default)
    {
        var node = AddHost(name);
        await Nodes.NodeObject.CreateAsync(Admin, name, cancellationToken);
        return node;
    }

    /// <summary>A token of a service account, from the server's TokenRequest API; valid for an hour unless told.</summary>
    public Task<string> TokenAsync(ServiceAccount account, TimeSpan? validFor = null, CancellationToken cancellationToken = default) =>
        TokenRequests.CreateAsync(Admin, account, validFor ?? TimeSpan.FromHours(1), cancellationToken);

    /// <summary>
    /// A kubeconfig file with a token of a service account.
    /// </summary>
    /// <param name="account">Whose token.</param>
    /// <param name="server">The server's address: <see cref="Url"/> (the default), <see cref="InsideUrl"/> in a host, or a proxy's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The file's path; it is removed with the server.</returns>
    public async Task<string> KubeconfigAsync(ServiceAccount account, Uri? server = null, CancellationToken cancellationToken = default)
    {
        var token = await TokenAsync(account, cancellationToken: cancellationToken);
        var path = _folder[$"{account.Name}-{Guid.NewGuid():N}.kubeconfig"];
        PemFiles.WriteSecret(path, Kubeconfig.ForToken(server ?? Url, AuthorityPem, token, account.Namespace));
        return path;
    }

    /// <summary>kubectl 1.35 as a member of system:masters.</summary>
    public Task<CommandResult> KubectlAsync(params string[] arguments) => KubectlAsync(arguments, input: null);

    /// <summary>kubectl 1.35, with something on its standard input and a kubeconfig of choice.</summary>
    public Task<CommandResult> KubectlAsync(
        IEnumerable<string> arguments, string? input, string? kubeconfig = null, CancellationToken cancellationToken = default) =>
        Kubectl.RunAsync(kubeconfig ?? AdminKubeconfig, _folder["kubectl"], arguments, input, cancellationToken);

    /// <summary>`kubectl apply -f -`; fails with what kubectl said.</summary>
    public async Task ApplyAsync(string yaml, CancellationToken cancellationToken = default) =>
        (await KubectlAsync(["apply", "--validate=false", "-f", "-"], yaml, cancellationToken: cancellationToken)).Expect();

    /// <summary>Every request of service accounts so far.</summary>
    public IReadOnlyList<AuditEvent> Requests() => AuditLog.Read(KubeApiServer.AuditLog(_folder.Path));

    /// <summary>
    /// Every request of the operator's and agents' accounts that their roles forbid. A test that finds one fails. A server that starts
    /// answers before it has read the roles, and forbids everything; that is not told of the roles, nor is what <see cref="WithoutRolesAsync"/> does.
    /// </summary>
    public IReadOnlyList<AuditEvent> ForbiddenRequests() =>
    [
        .. Requests()
            .Where((_, place) => !_excused.Exists(some => place >= some.First && place < some.End))
            .Where(request => request.Code == 403 && (request.User == ServiceAccount.Operator.UserName || request.User == ServiceAccount.Agent.UserName)),
    ];

    /// <summary>Does something that takes the roles away and perhaps gives them back: what is forbidden meanwhile is to be expected.</summary>
    public async Task WithoutRolesAsync(Func<Task> act)
    {
        var first = Requests().Count;
        try
        {
            await act();
        }
        finally
        {
            _excused.Add((first, Requests().Count));
        }
    }

    /// <summary>Fails if there are <see cref="ForbiddenRequests"/>, and names them.</summary>
    public void ExpectNothingForbidden()
    {
        var forbidden = ForbiddenRequests();
        if (forbidden.Count > 0)
            throw new InvalidOperationException($"config/rbac forbids what was asked:\n{string.Join('\n', forbidden.Distinct())}");
    }

    /// <summary>What config/rbac allows an account that it never asked for, as "verb group/resource".</summary>
    public Task<IReadOnlyList<string>> UnusedPermissionsAsync(ServiceAccount account, CancellationToken cancellationToken = default) =>
        RoleUse.UnusedAsync(Admin, account, Requests(), cancellationToken);

    /// <summary>Takes the API server down, with SIGKILL unless it may say goodbye; etcd and the hosts go on.</summary>
    public async Task StopAsync(bool gracefully = false)
    {
        if (_server is null)
            return;
        if (gracefully)
            await Task.Run(() => _server.Stop(Wait.Patience));
        _server.Dispose();
        _server = null;
    }

    /// <summary>Brings the API server up after <see cref="StopAsync"/>, at the same addresses; ready when this returns.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_server is not null)
            return;
        var first = Requests().Count;
        _server = new KubeApiServer(ControlPlane, _folder.Path, _options);
        await Wait.UntilAsync(IsReadyAsync, "the API server gets ready", cancellationToken: cancellationToken);
        _excused.Add((first, Requests().Count));
    }

    /// <summary>Stops everything and removes every trace.</summary>
    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        if (_relay is not null)
            await _relay.DisposeAsync();
        _crdServer?.Dispose();
        _server?.Dispose();
        _etcd?.Dispose();
        await _janitor.DisposeAsync();
        _network.Dispose();
        _folder.Dispose();
        Administrator.Dispose();
        _certificates.Dispose();
    }

    /// <summary>One more machine on the segment, without a Node object.</summary>
    internal NodeNamespace AddHost(string name)
    {
        lock (_hosts)
        {
            var octet = name == "peer" ? 100 : 11 + _hosts.Count;
            var host = new NodeNamespace(this, name, _network.AddHost(octet), Path.Combine(_folder["hosts"], name));
            _hosts.Add(host);
            return host;
        }
    }

    internal async Task StartCrdServerAsync(CancellationToken cancellationToken)
    {
        var kubeconfig = _folder["inside.kubeconfig"];
        PemFiles.WriteSecret(kubeconfig, Kubeconfig.ForCertificate(InsideUrl, AuthorityPem, Administrator));
        _crdServer = await CrdServer.StartAsync(this, kubeconfig, "aoede.io/v1alpha1", cancellationToken);
    }

    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        KubeApiServer.WriteFiles(_folder.Path, _certificates);
        _etcd = Etcd.Start(ControlPlane, _folder["etcd"]);
        // The one way into the namespaces from outside: sockets towards the server are made on a thread in there.
        _relay = new TcpRelay(
            TcpRelay.Bind(IPAddress.Loopback),
            () => NamespaceThread.Run(ControlPlane, TcpRelay.NewSocket),
            new IPEndPoint(IPAddress.Loopback, KubeApiServer.Port));
        Admin = AdminClient.Create(Url, _certificates, Administrator);
        PemFiles.WriteSecret(AdminKubeconfig, Kubeconfig.ForCertificate(Url, AuthorityPem, Administrator));
        await StartAsync(cancellationToken);
        await Installation.ApplyAsync(this, _options, cancellationToken);
        if (!_options.AddHosts)
            return;
        foreach (var node in new[] { "n1", "n2" })
        {
            var host = AddHost(node);
            if (!_options.HasRealNodes)
                await Nodes.NodeObject.CreateAsync(Admin, host.Name, cancellationToken);
        }

        AddHost("peer");
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (_server is not { IsRunning: true })
            throw new InvalidOperationException($"the API server ended: {_server?.Story}\n{_etcd?.Story}");

        // A server that starts may take a connection and never answer on it.
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(s_readinessAttempt);
        try
        {
            using var reply = await Admin.GetAsync(new Uri("/readyz", UriKind.Relative), attempt.Token);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception reset) when (reset is HttpRequestException or SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
