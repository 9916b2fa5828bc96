using System.CommandLine;
using System.Net;
using AoEde.Kube.Telemetry;
using AoEde.Kube.Telemetry.Logs;

namespace AoEde.Operator.Commands;

/// <summary><c>aoede-operator run</c>: the operator, until it is stopped.</summary>
internal sealed class RunCommand : Command
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "which cluster, and as whom; without it $KUBECONFIG, the pod's own account, or ~/.kube/config",
    };

    private readonly Option<string?> _namespace = new("--namespace")
    {
        HelpName = "NS",
        Description = "the namespace of the installation; without it $POD_NAMESPACE or the kubeconfig's",
    };

    private readonly Option<EndPoint> _listen = new("--listen")
    {
        HelpName = "IP:PORT",
        Description = "where /livez, /readyz and /metrics are answered",
        DefaultValueFactory = static _ => new IPEndPoint(IPAddress.Loopback, 8081),
        CustomParser = static result =>
        {
            if (ListenAddress.TryParse(result.Tokens[0].Value, out var endpoint))
                return endpoint!;
            result.AddError($"--listen: '{result.Tokens[0].Value}' is no IP:PORT such as 127.0.0.1:8081");
            return null!;
        },
    };

    private readonly Option<string> _template = new("--template-configmap")
    {
        HelpName = "NAME",
        Description = "the ConfigMap with the agents' pod template (keys template and placement)",
        DefaultValueFactory = static _ => "aoede-agent",
    };

    private readonly Option<string?> _identity = new("--identity")
    {
        HelpName = "NAME",
        Description = "which replica this is, in leases, events and logs; without it $POD_NAME",
    };

    private readonly Option<string> _log = new("--log-format")
    {
        HelpName = "text|json",
        Description = "form of the log, on standard error",
        DefaultValueFactory = static _ => "text",
    };

    /// <summary>Describes the verb.</summary>
    public RunCommand(OperatorConsole console)
        : base("run", "Run the operator. Several may run at once: one leads.")
    {
        _log.AcceptOnlyFromAmong("text", "json");
        Add(_kubeconfig);
        Add(_namespace);
        Add(_listen);
        Add(_template);
        Add(_identity);
        Add(_log);
        SetAction((line, cancellationToken) => new OperatorRun(console, Read(line)).RunAsync(cancellationToken));
    }

    /// <summary>Collects the words of one command line.</summary>
    internal RunArguments Read(ParseResult line) => new(
        line.GetValue(_kubeconfig),
        line.GetValue(_namespace),
        line.GetRequiredValue(_listen),
        line.GetRequiredValue(_template),
        line.GetValue(_identity),
        line.GetRequiredValue(_log) == "json" ? LogFormat.Json : LogFormat.Text);
}
