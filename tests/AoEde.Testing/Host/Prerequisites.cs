namespace AoEde.Testing.Host;

/// <summary>What this machine can do for a test, looked up once.</summary>
public static class Prerequisites
{
    private static readonly Lazy<Prerequisite> LazyNamespaces = new(FindNamespaces);
    private static readonly Lazy<Prerequisite> LazyLoopDevices = new(FindLoopDevices);

    public static Prerequisite Root { get; } = Prerequisite.Of(Environment.IsPrivilegedProcess, "needs root");

    /// <summary>Network namespaces with veth pairs in them.</summary>
    public static Prerequisite Namespaces => LazyNamespaces.Value;

    public static Prerequisite LoopDevices => LazyLoopDevices.Value;

    public static Prerequisite Vblade { get; } =
        Prerequisite.Of(FindProgram("vblade") is not null, "vblade is not installed");

    public static Prerequisite Qemu { get; } =
        Prerequisite.Of(FindProgram("qemu-system-x86_64") is not null, "qemu-system-x86_64 is not installed");

    /// <summary>The full path of a program on PATH or in the system's sbin folders.</summary>
    public static string? FindProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/sbin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static Prerequisite FindNamespaces()
    {
        if (!Root.IsMet)
            return Root;
        if (FindProgram("ip") is null)
            return Prerequisite.Of(false, "the ip program is not installed");

        // A container may have root and ip and still not be allowed to make either: try.
        var name = Leftovers.NewName();
        try
        {
            Tool.Run("ip", "netns", "add", name);
            Tool.Run("ip", "-n", name, "link", "add", "veth0", "type", "veth", "peer", "name", "veth1");
            return Prerequisite.Of(true, string.Empty);
        }
        catch (ToolException e)
        {
            return Prerequisite.Of(false, $"network namespaces with veth pairs cannot be made here ({e.Message})");
        }
        finally
        {
            Tool.Succeeds("ip", "netns", "delete", name);
        }
    }

    private static Prerequisite FindLoopDevices() =>
        !Root.IsMet ? Root : Prerequisite.Of(
            File.Exists("/dev/loop-control") && Tool.Succeeds("losetup", "--find"),
            "no loop device is free here");
}
