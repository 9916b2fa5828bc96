using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>What an administrator wants of a node.</summary>
public sealed record AoENodeSpec
{
    /// <summary>Serve nothing new on this node; what is served stays. Default false.</summary>
    [Default(false)]
    public bool Suspend { get; set; }

    /// <summary>
    /// Which segment each interface is on: name of the interface (at most 15 characters, N1) to name of the network (a DNS label), at most 64.
    /// An interface that is not named is on every network.
    /// </summary>
    [Items(0, 64), Length(1, 63), Pattern(Patterns.DnsLabel, "a DNS label such as san-a")]
    public IReadOnlyDictionary<string, string>? InterfaceNetworks { get; set; }
}
