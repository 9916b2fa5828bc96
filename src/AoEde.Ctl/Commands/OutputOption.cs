using System.CommandLine;
using System.Text.Json.Nodes;
using AoEde.Api.Manifests;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Commands;

/// <summary><c>-o json|yaml</c>: the objects as they are, instead of a table for people.</summary>
internal sealed class OutputOption : Option<string?>
{
    /// <summary>Describes the option.</summary>
    public OutputOption()
        : base("-o", "--output")
    {
        HelpName = "json|yaml";
        Description = "print the objects instead of a table";
        AcceptOnlyFromAmong("json", "yaml");
    }

    /// <summary>Prints the objects if that was asked for.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="console">Where to.</param>
    /// <param name="body">The objects.</param>
    /// <returns>False when a person wants to read instead.</returns>
    public bool TryPrint(ParseResult line, CtlConsole console, JsonNode body)
    {
        switch (line.GetValue(this))
        {
            case "json":
                console.Output.WriteLine(body.ToJsonString(Json.Indented));
                return true;
            case "yaml":
                console.Output.Write(YamlWriter.Of(body));
                return true;
            default:
                return false;
        }
    }
}
