using System.CommandLine;
using System.CommandLine.Invocation;

namespace AoEde.NodeAgent.Commands;

/// <summary>The verbs of aoede-agent. Parsing is System.CommandLine's; what a wrong line says and ends with is ours.</summary>
internal static class AgentCommandLine
{
    /// <summary>Runs one command line to its end.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, AgentConsole console)
    {
        var root = new RootCommand("Serves disks and disk images over Ethernet (ATA over Ethernet).")
        {
            new ExportCommand(console),
            new ServeCommand(console),
            new NodeCommand(console),
        };
        var parsed = root.Parse(args);

        // The library would answer 1 and print the whole help after the complaint; scripts expect 2, people the complaint.
        if (parsed.Action is ParseErrorAction or null || (parsed.Errors.Count > 0 && !parsed.Action.ClearsParseErrors))
        {
            var verb = parsed.CommandResult.Command;
            var help = verb == root ? "aoede-agent --help" : $"aoede-agent {verb.Name} --help";
            return console.Reject([.. parsed.Errors.Select(error => error.Message), $"see {help}"]);
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,

            // The agent stops on signals itself, and answers what is in flight first.
            ProcessTerminationTimeout = null,
        });
    }
}
