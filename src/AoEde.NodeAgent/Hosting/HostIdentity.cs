namespace AoEde.NodeAgent.Hosting;

/// <summary>The name of this host as the kernel has it; in static mode it stands where a cluster has the node name.</summary>
internal static class HostIdentity
{
    /// <summary>Reads the host name. Empty only where /proc is missing, and then no nodeName can match it.</summary>
    public static string ReadHostName()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/hostname").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
