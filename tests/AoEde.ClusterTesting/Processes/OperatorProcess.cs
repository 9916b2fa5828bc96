using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.ClusterTesting.Processes;

/// <summary>
/// The built aoede-operator. Projects whose tests use it reference AoEde.Operator, which puts the program beside the tests.
/// </summary>
public sealed class OperatorProcess : HostedProcess
{
    private OperatorProcess(TestHost host, Uri listen, IEnumerable<string> arguments)
        : base(host, DotnetProgram.Path, ["exec", ProgramPath, .. arguments]) =>
        Health = listen;

    public static string ProgramPath => Path.Combine(AppContext.BaseDirectory, "aoede-operator.dll");

    /// <summary>Where its /livez, /readyz and /metrics are, for <see cref="NamespaceHttp"/> in the control plane.</summary>
    public Uri Health { get; }

    /// <summary>Starts one, and returns at once.</summary>
    /// <param name="server">Its API server.</param>
    /// <param name="identity">Tells replicas apart.</param>
    /// <param name="kubeconfig">A file of the operator's account, for the server or a proxy inside.</param>
    /// <param name="port">Where it listens in the control plane's namespace; another one for each replica.</param>
    /// <param name="arguments">More arguments.</param>
    public static OperatorProcess Start(ApiServer server, string identity, string kubeconfig, int port, params string[] arguments) =>
        new(
            server.ControlPlane,
            new Uri($"http://127.0.0.1:{port}"),
            [
                "run", "--identity", identity, "--kubeconfig", kubeconfig, "--namespace", ServiceAccount.InstallNamespace,
                "--listen", $"127.0.0.1:{port}", .. arguments,
            ]);
}
