using AoEde.Api;
using AoEde.Engine.Safety;
using AoEde.Native.Netlink;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Inventory;

/// <summary>The Ethernet interfaces of a node, as its AoENode lists them.</summary>
internal static class InterfaceList
{
    private const int Most = 64;

    /// <summary>
    /// Orders and describes. Ends of containers' cables are left out unless targets may use them: they come and go with pods, and nobody
    /// would name one.
    /// </summary>
    /// <param name="links">What the kernel lists.</param>
    /// <param name="facts">The policy and where sysfs is.</param>
    /// <param name="networks">Which network each interface is on, as the administrator says.</param>
    /// <returns>At most 64, by name; where there are more, those that targets may use come first. Null for none.</returns>
    public static IReadOnlyList<NodeInterface>? Of(
        IEnumerable<LinkInfo> links, NodeFacts facts, IReadOnlyDictionary<string, string>? networks)
    {
        NodeInterface[] found =
        [
            .. links.Where(l => l.HardwareAddress != 0)
                .Select(l => (Link: l, Allowed: InterfaceMatcher.IsAllowed(facts.Policy, l.Name)))
                .Where(l => l.Allowed || l.Link.Kind != "veth")
                .OrderByDescending(l => l.Allowed).ThenBy(l => l.Link.Name, StringComparer.Ordinal)
                .Take(Most)
                .OrderBy(l => l.Link.Name, StringComparer.Ordinal)
                .Select(l => Describe(l.Link, l.Allowed, facts.SysRoot, networks)),
        ];
        return found.Length > 0 ? found : null;
    }

    private static NodeInterface Describe(LinkInfo link, bool allowed, string sys, IReadOnlyDictionary<string, string>? networks) => new()
    {
        Name = link.Name,
        Mac = new MacAddress(link.HardwareAddress).ToString(),
        Mtu = link.Mtu,
        SpeedMbps = KernelLimits.Number(KernelLimits.FirstLine($"{sys}/class/net/{link.Name}/speed")) is > 0 and <= int.MaxValue and var speed ? (int)speed : null,
        Up = link.IsUp,
        Driver = DriverOf($"{sys}/class/net/{link.Name}/device/driver") ?? (link.Kind.Length > 0 ? link.Kind : null),
        Network = networks?.GetValueOrDefault(link.Name),
        Allowed = allowed,
    };

    private static string? DriverOf(string path)
    {
        try
        {
            return Path.GetFileName(new FileInfo(path).LinkTarget);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
