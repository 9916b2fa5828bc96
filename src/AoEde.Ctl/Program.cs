using System.Collections;
using AoEde.Ctl.Commands;

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(pair => $"{pair.Key}={pair.Value}");
var host = File.ReadAllText("/proc/sys/kernel/hostname").Trim();

// kubectl runs its plugins under their own name, which the link has; the program's own path is what the link leads to.
var called = File.ReadAllText("/proc/self/cmdline").Split('\0')[0];
return await CtlCommandLine.RunAsync(args, new CtlConsole(Console.Out, Console.Error, TimeProvider.System)
{
    IsTerminal = !Console.IsOutputRedirected,
    IsKubectlPlugin = Path.GetFileName(called) == "kubectl-aoede",
    Environment = [.. variables],
    User = $"{Environment.UserName}@{host}",
});
