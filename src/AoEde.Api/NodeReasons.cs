namespace AoEde.Api;

/// <summary>Reasons of an <see cref="AoENode"/>'s conditions.</summary>
public static class NodeReasons
{
    /// <summary>Ready True: the agent lives and can serve.</summary>
    public const string Serving = Reasons.Serving;

    /// <summary>Ready True: the agent lives and takes nothing new (<c>spec.suspend</c>).</summary>
    public const string Suspended = Reasons.Suspended;

    /// <summary>Ready Unknown: the heartbeat is stale. Written by the operator.</summary>
    public const string AgentLost = Reasons.AgentLost;

    /// <summary>Ready False: the agent is stopping.</summary>
    public const string AgentStopping = Reasons.AgentStopping;

    /// <summary>PacketRing, DiskIO, StateDirectory True: it works.</summary>
    public const string Available = "Available";

    /// <summary>PacketRing, DiskIO, StateDirectory False: it does not; the message has the system's error.</summary>
    public const string Unavailable = "Unavailable";

    /// <summary>Policy True: the file is loaded.</summary>
    public const string Loaded = "Loaded";

    /// <summary>Policy True: there is no file, so the defaults hold.</summary>
    public const string Defaults = "Defaults";

    /// <summary>Policy False: the file cannot be read or breaks a rule; what was loaded before stays.</summary>
    public const string Invalid = Reasons.Invalid;
}
