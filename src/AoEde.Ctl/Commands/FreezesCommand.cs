using System.CommandLine;
using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Freezes;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Commands;

/// <summary><c>aoectl freezes</c>: one line per freeze, those that are over included for a while.</summary>
internal sealed class FreezesCommand : Command
{
    private readonly OutputOption _output = new();

    /// <summary>Describes the verb.</summary>
    public FreezesCommand(CtlConsole console, ConnectionOptions connection)
        : base("freezes", "List freezes, those in force and those that ended in the last day.")
    {
        Add(_output);
        Add(connection.AllNamespaces);
        SetAction(async (line, cancellation) =>
        {
            using var agent = connection.Open(line);
            var everywhere = line.GetValue(connection.AllNamespaces);
            var freezes = await agent.FreezesAsync(everywhere, cancellation);
            if (!_output.TryPrint(line, console, freezes))
            {
                console.Output.Write(Table(freezes, everywhere, console.Time));
            }

            return ExitCodes.Done;
        });
    }

    /// <summary>The table of a list of freezes: those in force first, then the latest.</summary>
    internal static string Table(JsonNode freezes, bool withNamespace, TimeProvider time)
    {
        string[] first = withNamespace ? ["NAMESPACE"] : [];
        var table = new TextTable([.. first, "NAME", "TARGETS", "PHASE", "VALID", "FROZEN AT", "ENDS IN", "HOLDER", "AGE"]);
        var ordered = freezes.Items()
            .OrderByDescending(freeze => freeze.IsInForce())
            .ThenByDescending(freeze => freeze.Text("metadata", "creationTimestamp"), StringComparer.Ordinal);
        foreach (var freeze in ordered)
        {
            string[] place = withNamespace ? [freeze.Text("metadata", "namespace")] : [];
            table.Add([
                .. place,
                freeze.Name(),
                freeze.TargetNames().Replace(", ", ","),
                freeze.Phase(),
                freeze.Condition(FreezeConditions.Valid).Text("status"),
                Human.Moment(freeze.Text("status", "frozenAt")),
                Human.Until(freeze.Text("status", "expiresAt"), time),
                freeze.Text("spec", "holder"),
                Human.Age(freeze.Text("metadata", "creationTimestamp"), time),
            ]);
        }

        return table.ToString();
    }
}
