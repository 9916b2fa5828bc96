using System.Diagnostics;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>The process that boots a node by node.sh, and programs that join the node.</summary>
internal static class NodeProcess
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Nodes", "node.sh");

    /// <summary>Boots; the process lives as long as the node.</summary>
    public static Process Boot(string cgroup, NodeNamespace machine, NodeAddress address)
    {
        var log = Path.Combine(machine.Folder, "var", "log", "boot.log");
        // A session of its own: Ctrl-C is for the one who asked for the cluster, who then ends the node.
        var start = Clean(
            "setsid",
            [
                "bash", "-c", "exec bash \"$@\" >> \"$0\" 2>&1 < /dev/null", log,
                Script, "start", machine.Host.Name, cgroup, machine.Folder, Path.GetDirectoryName(ClusterTools.KubeApiServer)!,
            ]);
        start.Environment["HOSTNAME"] = machine.Name;
        start.Environment["ADDRESS"] = address.Text;
        return Process.Start(start)!;
    }

    /// <summary>The node's process 1, as the machine counts.</summary>
    public static int First(Process boot)
    {
        var children = File.ReadAllText($"/proc/{boot.Id}/task/{boot.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return children.Length > 0 ? int.Parse(children[0]) : throw new InvalidOperationException("the node has not begun to boot");
    }

    /// <summary>A program in all namespaces of the node.</summary>
    public static ProcessStartInfo Inside(int processId, IEnumerable<string> command) =>
        Clean("nsenter", [$"--target={processId}", "--all", "--", .. command]);

    private static ProcessStartInfo Clean(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["HOME"] = "/root";
        return start;
    }
}
