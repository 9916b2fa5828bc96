using System.Runtime.InteropServices;
using AoEde.Demo;
using AoEde.Testing.Host;
using Spectre.Console;

// aoede-demo PROGRAMS SCRATCH: shows the built programs of the folder PROGRAMS at work, with its image in the folder SCRATCH.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: aoede-demo PROGRAMS SCRATCH");
    return 2;
}

if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Width = 160;
}

if (!Prerequisites.Namespaces.IsMet)
{
    AnsiConsole.MarkupLineInterpolated($"[yellow]The demo cannot run here: {Prerequisites.Namespaces.Reason}.[/]");
    AnsiConsole.WriteLine("It makes a private network of two namespaces and a virtual cable: run it as root, where that is allowed.");
    return 1;
}

// Ctrl-C ends the demo at its next step, so that everything it made is removed.
using var interrupted = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    new Walkthrough(args[0], args[1], interrupted.Token).Run();
    return 0;
}
catch (OperationCanceledException)
{
    AnsiConsole.MarkupLine("[yellow]Interrupted. Everything the demo made has been removed.[/]");
    return 130;
}
catch (Exception e) when (e is DemoException or InvalidOperationException or IOException or TimeoutException or ToolException)
{
    AnsiConsole.MarkupLineInterpolated($"[red]The demo failed:[/] {e.Message}");
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    interrupted.Cancel();
}
