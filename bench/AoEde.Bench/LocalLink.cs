using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Bench;

/// <summary>An interface of this process's own network namespace.</summary>
internal sealed record LocalLink(int Index, int Mtu, MacAddress Mac)
{
    /// <summary>Looks at /sys, which may show another namespace's interfaces: `ip netns exec` mounts the right one.</summary>
    public static LocalLink Find(string name)
    {
        string Read(string fact) => File.ReadAllText($"/sys/class/net/{name}/{fact}").Trim();
        return new LocalLink(int.Parse(Read("ifindex")), int.Parse(Read("mtu")), MacAddress.Parse(Read("address")));
    }

    public PacketPort Open(bool receiveResponses) =>
        PacketPort.Open(Index, Mtu, new PacketPortOptions { RxFrames = 256, TxFrames = 256, ReceiveResponses = receiveResponses, CopiesFrames = true });
}
