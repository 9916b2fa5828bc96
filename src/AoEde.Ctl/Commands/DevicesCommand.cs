using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Ctl.Agent;
using AoEde.Ctl.Text;
using AoEde.Engine.Safety;

namespace AoEde.Ctl.Commands;

/// <summary>
/// <c>aoectl devices</c>: what could go into a target's <c>path</c>, and why the rest could not. The agent answers under its own
/// policy; without an agent, the safety gate alone judges.
/// </summary>
internal sealed class DevicesCommand : Command
{
    private readonly OutputOption _output = new();

    /// <summary>Describes the verb.</summary>
    public DevicesCommand(CtlConsole console, Option<string> run)
        : base("devices", "List this host's block devices and whether each could be exported.")
    {
        Add(_output);
        SetAction(async (line, cancellation) =>
        {
            using var agent = new AgentClient(line.GetRequiredValue(run));
            var devices = agent.IsThere ? await agent.DevicesAsync(cancellation) : Look();
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
        var table = new TextTable("NAME", "SIZE", "MODEL", "SERIAL", "ELIGIBLE", "REASON", "PATH", "MESSAGE");
        foreach (var device in devices.Items().OrderByDescending(device => device.Text("eligible"), StringComparer.Ordinal))
        {
            table.Add(
                device.Text("name"),
                Human.Size(device.Text("sizeBytes")),
                device.Text("model").Trim(),
                device.Text("serial"),
                device.Text("eligible") == "true" ? "yes" : "no",
                device.Text("reason"),
                device.Text("path"),
                device.Text("message"));
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
