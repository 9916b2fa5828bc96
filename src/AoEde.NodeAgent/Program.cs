using AoEde.Native;
using AoEde.NodeAgent;
using AoEde.NodeAgent.Commands;
using AoEde.NodeAgent.Hosting;

var console = new AgentConsole(Console.Out, Console.Error, TimeProvider.System, HostIdentity.ReadHostName());
try
{
    return await AgentCommandLine.RunAsync(args, console);
}
catch (NativeException problem)
{
    // The kernel refused something that the engine could not do without; its own words name the object and the cause.
    var remedy = problem.Errno == Errno.EPERM || problem.Errno == Errno.EACCES ? "; run as root, or give the process CAP_NET_RAW and access to the disk" : "";
    return console.Reject([problem.Message + remedy], ExitCodes.Failed);
}
catch (Exception problem)
{
    return console.Reject([$"internal error: {problem}"], ExitCodes.Failed);
}
