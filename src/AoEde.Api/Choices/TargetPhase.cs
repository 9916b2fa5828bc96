namespace AoEde.Api.Choices;

/// <summary>Values of <c>status.phase</c> of a target, for columns and people; programs read the conditions.</summary>
public static class TargetPhase
{
    /// <summary>Nobody has judged it yet, or it waits for its node or agent.</summary>
    public const string Pending = "Pending";

    /// <summary>The spec is invalid or the address is taken.</summary>
    public const string Rejected = "Rejected";

    /// <summary>An agent is to serve it and has not opened its device yet.</summary>
    public const string Assigned = "Assigned";

    /// <summary>The agent does not open its device; DeviceReady says why.</summary>
    public const string Refused = "Refused";

    /// <summary>The device is open; the address is being probed, or no link is up.</summary>
    public const string Claimed = "Claimed";

    /// <summary>Somebody else answers at its address.</summary>
    public const string Conflicted = "Conflicted";

    /// <summary>On the wire.</summary>
    public const string Exported = "Exported";

    /// <summary>Off the wire by <c>spec.suspend</c>.</summary>
    public const string Suspended = "Suspended";

    /// <summary>Being taken off the wire, for a move or a deletion.</summary>
    public const string Withdrawing = "Withdrawing";

    /// <summary>Off the wire, stable and closed.</summary>
    public const string Withdrawn = "Withdrawn";

    /// <summary>The node's heartbeat is stale, so nothing is known. Nothing is reassigned.</summary>
    public const string Unknown = "Unknown";
}
