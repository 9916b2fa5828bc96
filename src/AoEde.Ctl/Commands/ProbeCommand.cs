using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Ctl.Text;
using AoEde.Engine.Probe;
using AoEde.Protocol;

namespace AoEde.Ctl.Commands;

/// <summary><c>aoectl probe IFACE [SHELF.SLOT]</c>: who answers on the wire. Needs CAP_NET_RAW, no agent.</summary>
internal sealed class ProbeCommand : Command
{
    private readonly OutputOption _output = new();
    private readonly Argument<string> _interface = new("IFACE") { Description = "network interface to ask on" };
    private readonly Argument<string?> _address = new("SHELF.SLOT") { Description = "one address; all without it", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<double> _wait = new("--wait")
    {
        HelpName = "SECONDS",
        Description = "how long to listen for answers (1)",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Describes the verb.</summary>
    public ProbeCommand(CtlConsole console)
        : base("probe", "List every ATA-over-Ethernet target that answers on an interface.")
    {
        Add(_interface);
        Add(_address);
        Add(_wait);
        Add(_output);
        SetAction(line => Probe(line, console));
    }

    /// <summary>What was found, as it is printed for programs; what was not told is left out.</summary>
    internal static JsonArray Objects(IEnumerable<ProbeAnswer> found) =>
    [
        .. found.Select(answer => JsonSerializer.SerializeToNode(
            new
            {
                Address = answer.Address.ToString(),
                Mac = answer.Mac.ToString(),
                Buffers = answer.BufferCount,
                SectorsPerFrame = answer.SectorCount,
                Firmware = $"0x{answer.Firmware:X4}",
                answer.ConfigString,
                answer.SizeBytes,
                answer.Model,
                answer.Serial,
                answer.Note,
            },
            Json.CamelCase)),
    ];

    /// <summary>The table of what was found.</summary>
    internal static string Table(JsonNode found)
    {
        var table = new TextTable("ADDRESS", "MAC", "BUFFERS", "SECTORS/FRAME", "SIZE", "MODEL", "SERIAL", "CONFIG", "NOTE");
        foreach (var target in found.Items())
        {
            table.Add(
                target.Text("address"),
                target.Text("mac"),
                target.Text("buffers"),
                target.Text("sectorsPerFrame"),
                Human.Size(target.Text("sizeBytes")),
                target.Text("model"),
                target.Text("serial"),
                target.Text("configString"),
                target.Text("note"));
        }

        return table.ToString();
    }

    private int Probe(ParseResult line, CtlConsole console)
    {
        var wanted = AoeAddress.Broadcast;
        if (line.GetValue(_address) is { } text && !AoeAddress.TryParse(text, out wanted))
        {
            console.Complain($"'{text}' is not an address; give SHELF.SLOT, like 9.0");
            return ExitCodes.InvalidInput;
        }

        var seconds = line.GetValue(_wait);
        if (seconds is not (> 0 and <= 60))
        {
            console.Complain(string.Create(CultureInfo.InvariantCulture, $"--wait {seconds}: give a time from above 0 to 60 seconds"));
            return ExitCodes.InvalidInput;
        }

        var wait = TimeSpan.FromSeconds(seconds);
        var found = AddressProbe.Ask(line.GetRequiredValue(_interface), [wanted], new ProbeTimes(wait, wait), console.Time);
        var body = Objects(found);
        if (_output.TryPrint(line, console, body))
        {
            return ExitCodes.Done;
        }

        if (found.Count == 0)
        {
            console.Complain($"nobody answered on {line.GetRequiredValue(_interface)} within {seconds:0.#} s");
            return ExitCodes.Failed;
        }

        console.Output.Write(Table(body));
        return ExitCodes.Done;
    }
}
