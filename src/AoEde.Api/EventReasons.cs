namespace AoEde.Api;

/// <summary>Reasons of events recorded on a target, one event per change of state.</summary>
public static class EventReasons
{
    /// <summary>Normal: the target was accepted.</summary>
    public const string Accepted = "Accepted";

    /// <summary>Normal: the target is on the wire.</summary>
    public const string Exported = "Exported";

    /// <summary>Normal: the target left the wire.</summary>
    public const string Withdrawn = "Withdrawn";

    /// <summary>Normal: another node serves the target.</summary>
    public const string MovedNode = "MovedNode";

    /// <summary>Normal: the target was frozen.</summary>
    public const string Frozen = "Frozen";

    /// <summary>Normal: the target was thawed.</summary>
    public const string Thawed = "Thawed";

    /// <summary>Normal: the shadow is merged.</summary>
    public const string MergeCompleted = "MergeCompleted";

    /// <summary>Normal: the backing became larger.</summary>
    public const string DeviceGrew = "DeviceGrew";

    /// <summary>Normal: a MAC address did its first I/O.</summary>
    public const string InitiatorAppeared = "InitiatorAppeared";

    /// <summary>Normal: an initiator reserved the target.</summary>
    public const string ReservationTaken = "ReservationTaken";

    /// <summary>Warning: somebody else answers at the address.</summary>
    public const string AddressConflict = "AddressConflict";

    /// <summary>Warning: the backing may not be exported.</summary>
    public const string DeviceRefused = "DeviceRefused";

    /// <summary>Warning: the backing reported an error.</summary>
    public const string DeviceError = "DeviceError";

    /// <summary>Warning: the backing is another device than before.</summary>
    public const string IdentityChanged = "IdentityChanged";

    /// <summary>Warning: a freeze ended at its deadline.</summary>
    public const string FreezeExpired = "FreezeExpired";

    /// <summary>Warning: a freeze could not be kept.</summary>
    public const string FreezeBroken = "FreezeBroken";

    /// <summary>Warning: the shadow is nearly full.</summary>
    public const string ShadowNearFull = "ShadowNearFull";

    /// <summary>Warning: frames were lost.</summary>
    public const string RingDrops = "RingDrops";

    /// <summary>Warning: deletion waits for active initiators, which the message names.</summary>
    public const string DeleteBlocked = "DeleteBlocked";

    /// <summary>Warning: the target was deleted by force.</summary>
    public const string ForceDeleted = "ForceDeleted";

    /// <summary>Warning: the node's heartbeat is stale.</summary>
    public const string AgentLost = "AgentLost";

    /// <summary>Warning: the slot is above 15, which initiators with static minors cannot reach.</summary>
    public const string StaticMinorRange = "StaticMinorRange";

    /// <summary>Warning: the spec breaks a rule; the message names the field.</summary>
    public const string Invalid = Reasons.Invalid;

    /// <summary>Warning: an older target has the address.</summary>
    public const string AddressTaken = Reasons.AddressTaken;

    /// <summary>Warning: there is no such node.</summary>
    public const string NodeUnknown = Reasons.NodeUnknown;

    /// <summary>Warning: no agent runs on the node.</summary>
    public const string NoAgent = Reasons.NoAgent;

    /// <summary>Normal: the agent's heartbeat is back.</summary>
    public const string AgentBack = "AgentBack";

    /// <summary>Warning: a move waits, for the reason that the message gives.</summary>
    public const string MoveBlocked = "MoveBlocked";

    /// <summary>Normal: the target is being taken off its node, to be moved.</summary>
    public const string Moving = "Moving";

    /// <summary>Warning: a freeze is not allowed or cannot be done.</summary>
    public const string FreezeRefused = "FreezeRefused";

    /// <summary>Warning: the template or placement of the agents cannot be used.</summary>
    public const string AgentTemplateInvalid = "AgentTemplateInvalid";

    /// <summary>Normal: agents are being replaced.</summary>
    public const string AgentRollout = "AgentRollout";

    /// <summary>Normal: every agent runs the current template.</summary>
    public const string AgentRolledOut = "AgentRolledOut";

    /// <summary>Normal, on a freeze: the operator let it go ahead.</summary>
    public const string FreezeAuthorized = "FreezeAuthorized";

    /// <summary>Normal, on a freeze: its holder let go, or the job or pod behind it is finished or gone.</summary>
    public const string FreezeReleased = "FreezeReleased";
}
