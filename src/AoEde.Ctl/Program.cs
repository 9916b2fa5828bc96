using System.Collections;
using AoEde.Ctl.Commands;

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(pair => $"{pair.Key}={pair.Value}");
var host = File.ReadAllText("/proc/sys/kernel/hostname").Trim();
return await CtlCommandLine.RunAsync(args, new CtlConsole(Console.Out, Console.Error, TimeProvider.System)
{
    IsTerminal = !Console.IsOutputRedirected,
    Environment = [.. variables],
    User = $"{Environment.UserName}@{host}",
});
