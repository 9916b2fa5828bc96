using AoEde.Testing.Host;

namespace AoEde.Testing.Networks;

/// <summary>
/// A private network namespace: one machine of a test network. IPv6 is off in it, so that no frame crosses a link that no
/// test has sent. Interfaces vanish with it.
/// </summary>
public sealed class TestHost : IDisposable
{
    internal TestHost()
    {
        Name = Leftovers.NewName();
        Tool.Run("ip", "netns", "add", Name);
        // Absent when the kernel has no IPv6, which is as good.
        Tool.Succeeds("ip", "netns", "exec", Name, "sysctl", "-q", "net.ipv6.conf.default.disable_ipv6=1");
        Tool.Run("ip", "-n", Name, "link", "set", "lo", "up");
    }

    public string Name { get; }

    /// <summary>The file that stands for the namespace.</summary>
    public string NamespacePath => $"/run/netns/{Name}";

    /// <summary>Runs `ip` in this namespace.</summary>
    public string Ip(params string[] arguments) => Tool.Run("ip", ["-n", Name, .. arguments]);

    public void Dispose()
    {
        Tool.Succeeds("ip", "netns", "delete", Name);
    }
}
