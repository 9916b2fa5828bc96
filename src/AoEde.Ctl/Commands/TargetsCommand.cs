using System.CommandLine;
using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Commands;

/// <summary><c>aoectl targets</c>: one line per target, with the columns that <c>kubectl get aoetargets</c> has.</summary>
internal sealed class TargetsCommand : Command
{
    private readonly OutputOption _output = new();

    /// <summary>Describes the verb.</summary>
    public TargetsCommand(CtlConsole console, ConnectionOptions connection)
        : base("targets", "List the agent's targets.")
    {
        Add(_output);
        SetAction(async (line, cancellation) =>
        {
            using var agent = connection.Open(line);
            var targets = await agent.TargetsAsync(cancellation);
            if (!_output.TryPrint(line, console, targets))
            {
                console.Output.Write(Table(targets, console.Time));
            }

            return ExitCodes.Done;
        });
    }

    /// <summary>The table of a list of targets.</summary>
    internal static string Table(JsonNode targets, TimeProvider time)
    {
        var table = new TextTable("NAME", "ADDRESS", "NODE", "SIZE", "READY", "REASON", "FROZEN", "AGE");
        foreach (var target in targets.Items())
        {
            var ready = target.Condition(Conditions.Ready);
            table.Add(
                target.Text("metadata", "name"),
                target.Text("status", "address"),
                target.Text("status", "export", "nodeName"),
                Human.Size(target.Text("status", "device", "sizeBytes")),
                ready.Text("status"),
                ready.Text("reason"),
                target.Condition(Conditions.Frozen).Text("status"),
                Human.Age(target.Text("metadata", "creationTimestamp"), time));
        }

        return table.ToString();
    }
}
