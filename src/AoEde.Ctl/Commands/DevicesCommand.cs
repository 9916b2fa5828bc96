using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Text;
using AoEde.Engine.Safety;

namespace AoEde.Ctl.Commands;

/// <summary>
/// <c>aoectl devices [NODE]</c>: what could go into a target's <c>path</c>, and why the rest could not. The agent answers under its own
/// policy, and so does a cluster for each node; without either, the safety gate alone judges.
/// </summary>
internal sealed class DevicesCommand : Command
{
    private readonly OutputOption _output = new();
    private readonly Argument<string?> _node = new("NODE") { Description = "a node of a cluster; all without it", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Describes the verb.</summary>
    public DevicesCommand(CtlConsole console, ConnectionOptions connection)
        : base("devices", "List the block devices of this host, or of a cluster's nodes, and whether each could be exported.")
    {
        Add(_node);
        Add(_output);
        SetAction(async (line, cancellation) =>
        {
            using var agent = connection.OpenNamed(line);
            var devices = agent is null ? Look() : await agent.DevicesAsync(line.GetValue(_node), cancellation);
            if (!_output.TryPrint(line, console, devices))
            {
                console.Output.Write(Table(devices));
            }

            return ExitCodes.Done;
        });
    }

    /// <summary>The table of a list of verdicts: those that can be exported first.</summary>
    internal static string Table(JsonNode devices)
    {
        string[] columns = ["NAME", "SIZE", "MODEL", "SERIAL", "ELIGIBLE", "REASON", "PATH", "MESSAGE"];
        var isOfNodes = devices.Items().Any(device => device.Text("node").Length > 0);
        var table = new TextTable([.. isOfNodes ? ["NODE"] : Array.Empty<string>(), .. columns]);
        foreach (var device in devices.Items()
            .OrderBy(device => device.Text("node"), StringComparer.Ordinal)
            .ThenByDescending(device => device.Text("eligible"), StringComparer.Ordinal))
        {
            string[] cells =
            [
                device.Text("name"),
                Human.Size(device.Text("sizeBytes")),
                device.Text("model").Trim(),
                device.Text("serial"),
                device.Text("eligible") == "true" ? "yes" : "no",
                device.Text("reason"),
                device.Text("path"),
                device.Text("message"),
            ];
            table.Add([.. isOfNodes ? [device.Text("node")] : Array.Empty<string>(), .. cells]);
        }

        return table.ToString();
    }

    private static JsonArray Look()
    {
        // The administrator may name any path; what a table can usefully say is which disk is free.
        var inspector = new DeviceInspector(HostPolicy.Administrator);
        return new JsonArray([.. inspector.Inventory().Select(verdict => JsonSerializer.SerializeToNode(verdict, Json.CamelCase))]);
    }
}
