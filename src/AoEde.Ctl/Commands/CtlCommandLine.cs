using System.CommandLine;
using System.CommandLine.Invocation;
using AoEde.Ctl.Connections;
using AoEde.Engine.Probe;
using AoEde.Native;

namespace AoEde.Ctl.Commands;

/// <summary>The verbs of aoectl.</summary>
internal static class CtlCommandLine
{
    /// <summary>Runs one command line to its end.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CtlConsole console)
    {
        var connection = new ConnectionOptions(console);
        var root = new RootCommand("Looks at AoEde's targets, devices and the wire; freezes and thaws.")
        {
            new TargetsCommand(console, connection),
            new StatusCommand(console, connection),
            new FreezeCommand(console, connection),
            new ThawCommand(console, connection),
            new RunCommand(console, connection),
            new FreezesCommand(console, connection),
            new DevicesCommand(console, connection),
            new ValidateCommand(console),
            new ProbeCommand(console),
        };
        foreach (var option in connection.All)
        {
            root.Add(option);
        }

        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction or null || (parsed.Errors.Count > 0 && !parsed.Action.ClearsParseErrors))
        {
            return Reject(console, parsed, root);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = console.Output,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,

                // Ctrl-C ends a question at once; what may not end so listens for itself.
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception problem) when (problem is CtlException or ProbeException)
        {
            console.Complain(problem.Message);
        }
        catch (NativeException problem)
        {
            var remedy = problem.Errno is Errno.EPERM or Errno.EACCES ? "; run it as root" : "";
            console.Complain(problem.Message + remedy);
        }

        return ExitCodes.Failed;
    }

    private static int Reject(CtlConsole console, ParseResult parsed, Command root)
    {
        foreach (var error in parsed.Errors)
        {
            console.Complain(error.Message);
        }

        var verb = parsed.CommandResult.Command;
        console.Complain(verb == root ? $"see {console.Program} --help" : $"see {console.Program} {verb.Name} --help");
        return ExitCodes.InvalidInput;
    }
}
