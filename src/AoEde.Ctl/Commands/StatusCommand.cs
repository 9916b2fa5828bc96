using System.CommandLine;
using System.Text.Json.Nodes;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Commands;

/// <summary><c>aoectl status [NAME]</c>: all there is to know about one target, or about each.</summary>
internal sealed class StatusCommand : Command
{
    private readonly OutputOption _output = new();
    private readonly Argument<string?> _name = new("NAME") { Description = "one target; all without it", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Describes the verb.</summary>
    public StatusCommand(CtlConsole console, ConnectionOptions connection)
        : base("status", "Show conditions, device, interfaces, initiators and counters of targets.")
    {
        Add(_name);
        Add(_output);
        SetAction(async (line, cancellation) =>
        {
            using var agent = connection.Open(line);
            var body = line.GetValue(_name) is { } name
                ? await agent.TargetAsync(name, cancellation)
                : await agent.TargetsAsync(cancellation);
            if (_output.TryPrint(line, console, body))
            {
                return ExitCodes.Done;
            }

            var metrics = await agent.MetricsAsync(cancellation);
            JsonNode[] targets = body is JsonArray ? [.. body.Items()] : [body];
            console.Output.Write(string.Join("\n", targets.Select(target => new StatusPage(console.Time).Of(target, metrics))));
            return ExitCodes.Done;
        });
    }
}
