using System.Text.Json;
using AoEde.Protocol;
using AoEde.Testing.Host;

namespace AoEde.Testing.Networks;

/// <summary>A network interface of a test host, by its name; its facts are asked of the kernel each time.</summary>
public sealed record TestLink(TestHost Host, string Name)
{
    public int Index => Facts().GetProperty("ifindex").GetInt32();

    public int Mtu => Facts().GetProperty("mtu").GetInt32();

    public MacAddress Mac => MacAddress.Parse(Facts().GetProperty("address").GetString()!);

    /// <summary>Up at both ends and seen so by the kernel.</summary>
    public bool IsRunning => Facts().GetProperty("operstate").GetString() is "UP" or "UNKNOWN";

    public void SetUp()
    {
        Host.Ip("link", "set", "dev", Name, "up");
    }

    public void SetDown() => Host.Ip("link", "set", "dev", Name, "down");

    public void SetMtu(int mtu) => Host.Ip("link", "set", "dev", Name, "mtu", $"{mtu}");

    /// <summary>Also takes in frames that are addressed to other stations.</summary>
    public void SetPromiscuous(bool on) => Host.Ip("link", "set", "dev", Name, "promisc", on ? "on" : "off");

    public void Delete() => Host.Ip("link", "delete", "dev", Name);

    public void AwaitRunning() => Eventually.True(() => IsRunning, $"interface {Name} of {Host.Name} running");

    private JsonElement Facts()
    {
        using var document = JsonDocument.Parse(Host.Ip("-j", "link", "show", "dev", Name));
        return document.RootElement[0].Clone();
    }
}
