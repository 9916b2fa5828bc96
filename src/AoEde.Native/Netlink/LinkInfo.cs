namespace AoEde.Native.Netlink;

/// <summary>A network interface as the kernel describes it.</summary>
/// <param name="Index">Its number, unique within the namespace and never reused for another link soon.</param>
/// <param name="Name">Its name; may change.</param>
/// <param name="HardwareAddress">The MAC in the low 48 bits, first octet highest; 0 where there is none of six bytes.</param>
/// <param name="Mtu">Largest payload in bytes.</param>
/// <param name="IsUp">Set up by the administrator and with a working carrier: frames pass.</param>
/// <param name="Kind">Driver kind of a virtual link (veth, vlan, bond, bridge ...); empty for hardware.</param>
public readonly record struct LinkInfo(int Index, string Name, ulong HardwareAddress, int Mtu, bool IsUp, string Kind)
{
    /// <summary>Whether frames are handed on within this host, so that each is copied on its way whoever sent it.</summary>
    public bool StaysInHost => Kind is "veth" or "tun";
}
