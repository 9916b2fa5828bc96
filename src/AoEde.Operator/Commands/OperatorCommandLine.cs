using System.CommandLine;
using System.CommandLine.Invocation;

namespace AoEde.Operator.Commands;

/// <summary>The verbs of aoede-operator.</summary>
internal static class OperatorCommandLine
{
    /// <summary>Runs one command line to its end.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, OperatorConsole console)
    {
        var root = new RootCommand("Judges the targets and freezes of a cluster, and gives each to the agent of a node.") { new RunCommand(console) };
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction or null || (parsed.Errors.Count > 0 && !parsed.Action.ClearsParseErrors))
        {
            var verb = parsed.CommandResult.Command;
            var help = verb == root ? "aoede-operator --help" : $"aoede-operator {verb.Name} --help";
            return console.Reject([.. parsed.Errors.Select(error => error.Message), $"see {help}"]);
        }

        // The host listens for signals itself, and lets what it does come to an end first.
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }
}
