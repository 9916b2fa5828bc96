using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>What an administrator wants of a node.</summary>
public sealed record AoENodeSpec
{
    /// <summary>Serve nothing new on this node; what is served stays. Default false.</summary>
    [Default(false)]
    public bool Suspend { get; set; }

    /// <summary>
    /// Which segment each interface is on: interface name to network name, at most 64. An interface that is not named is on every network.
    /// </summary>
    public IReadOnlyDictionary<string, string>? InterfaceNetworks { get; set; }
}
