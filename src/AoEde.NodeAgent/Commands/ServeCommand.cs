using System.CommandLine;

namespace AoEde.NodeAgent.Commands;

/// <summary><c>aoede-agent serve</c>: the targets of a folder of manifests, without a cluster.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Option<string> _manifests = new("--manifests")
    {
        HelpName = "FILE|DIR",
        Description = "AoETarget manifests; the file or folder is watched and changes are applied while serving",
        Required = true,
    };

    private readonly Option<string> _stateDirectory = new("--state-dir")
    {
        HelpName = "DIR",
        Description = "keeps config strings, mask lists and reservations over restarts",
        Required = true,
    };

    private readonly Option<string> _runDirectory = new("--run-dir")
    {
        HelpName = "DIR",
        Description = "gets status/NAME.yaml and control.sock",
        Required = true,
    };

    private readonly Option<string?> _policy = new("--policy")
    {
        HelpName = "FILE",
        Description = "what may be exported; without it any path that a manifest names",
    };

    private readonly ListenOption _listen = new(ordinarily: null);
    private readonly LogFormatOption _log = new();
    private readonly PumpsOption _pumps = new();

    /// <summary>Describes the verb.</summary>
    public ServeCommand(AgentConsole console)
        : base("serve", "Export the targets of AoETarget manifests and follow their changes.")
    {
        Add(_manifests);
        Add(_stateDirectory);
        Add(_runDirectory);
        Add(_policy);
        Add(_listen);
        Add(_log);
        Add(_pumps);
        SetAction((line, _) => new ServeRun(console, Read(line)).RunAsync());
    }

    /// <summary>Collects the words of one command line.</summary>
    internal ServeArguments Read(ParseResult line) => new(
        Path.GetFullPath(line.GetRequiredValue(_manifests)),
        Path.GetFullPath(line.GetRequiredValue(_stateDirectory)),
        Path.GetFullPath(line.GetRequiredValue(_runDirectory)),
        line.GetValue(_policy),
        line.GetValue(_listen),
        _log.Of(line),
        line.GetValue(_pumps));
}
