namespace AoEde.Api;

/// <summary>Condition types of a node.</summary>
public static class NodeConditions
{
    /// <summary>The agent lives and can serve.</summary>
    public const string Ready = "Ready";

    /// <summary>Packet rings can be opened.</summary>
    public const string PacketRing = "PacketRing";

    /// <summary>A disk engine can be opened.</summary>
    public const string DiskIO = "DiskIO";

    /// <summary>The state directory can be written.</summary>
    public const string StateDirectory = "StateDirectory";

    /// <summary>The policy file is loaded.</summary>
    public const string Policy = "Policy";
}
