namespace AoEde.Api;

/// <summary>Reasons of conditions, mostly of those that are False or Unknown. A reason is stable; its message is for people.</summary>
public static class Reasons
{
    /// <summary>Accepted: the spec breaks a rule; the message names it.</summary>
    public const string Invalid = "Invalid";

    /// <summary>Accepted: an older target has the address; the message names it.</summary>
    public const string AddressTaken = "AddressTaken";

    /// <summary>Accepted: there is no such node.</summary>
    public const string NodeUnknown = "NodeUnknown";

    /// <summary>Accepted: no agent runs on the node.</summary>
    public const string NoAgent = "NoAgent";

    /// <summary>Accepted: the namespace may not act on the target.</summary>
    public const string NamespaceDenied = "NamespaceDenied";

    /// <summary>Accepted True: the spec is coherent and the address is the target's.</summary>
    public const string Accepted = "Accepted";

    /// <summary>Accepted or Ready Unknown: nobody has judged it yet.</summary>
    public const string Pending = "Pending";

    /// <summary>DeviceReady True: open, claimed and the device that was expected.</summary>
    public const string Opened = "Opened";

    /// <summary>AddressUnique True: nobody else answered.</summary>
    public const string Probed = "Probed";

    /// <summary>Exported True: requests are answered.</summary>
    public const string Answering = "Answering";

    /// <summary>Frozen True: the base is immutable.</summary>
    public const string Frozen = "Frozen";

    /// <summary>Ready True: exported, and the agent lives.</summary>
    public const string Serving = "Serving";

    /// <summary>DeviceReady: the path does not exist.</summary>
    public const string NotFound = "NotFound";

    /// <summary>DeviceReady: the node's policy does not allow the path.</summary>
    public const string NotAllowed = "NotAllowed";

    /// <summary>DeviceReady: the path may name another device after a reboot.</summary>
    public const string UnstablePath = "UnstablePath";

    /// <summary>DeviceReady: a file system of the device is mounted.</summary>
    public const string Mounted = "Mounted";

    /// <summary>DeviceReady: something else holds the device; the message names the holder.</summary>
    public const string InUse = "InUse";

    /// <summary>DeviceReady: the node runs from this disk.</summary>
    public const string SystemDisk = "SystemDisk";

    /// <summary>DeviceReady: a partition of the device is in use.</summary>
    public const string HasPartitionsInUse = "HasPartitionsInUse";

    /// <summary>DeviceReady: another target of this node has the device.</summary>
    public const string AlreadyExported = "AlreadyExported";

    /// <summary>DeviceReady: serial, WWN or size differ from what was expected.</summary>
    public const string IdentityMismatch = "IdentityMismatch";

    /// <summary>DeviceReady: the device is smaller than it was.</summary>
    public const string SizeShrank = "SizeShrank";

    /// <summary>DeviceReady: the device cannot be written and the target is not read-only.</summary>
    public const string WriteProtected = "WriteProtected";

    /// <summary>DeviceReady: the target was frozen and its shadow cannot be read, so the base is stale.</summary>
    public const string ShadowLost = "ShadowLost";

    /// <summary>DeviceReady: opening failed; the message has the system's error.</summary>
    public const string OpenFailed = "OpenFailed";

    /// <summary>AddressUnique: somebody else answers at the address; the message names it.</summary>
    public const string AnsweredBy = "AnsweredBy";

    /// <summary>AddressUnique Unknown: not probed yet.</summary>
    public const string NotProbed = "NotProbed";

    /// <summary>AddressUnique Unknown or Exported: every matching interface is down.</summary>
    public const string LinkDown = "LinkDown";

    /// <summary>Exported: withdrawn because spec.suspend is set.</summary>
    public const string Suspended = "Suspended";

    /// <summary>Exported: being withdrawn.</summary>
    public const string Withdrawing = "Withdrawing";

    /// <summary>Exported: no interface of the node matches.</summary>
    public const string NoInterface = "NoInterface";

    /// <summary>Exported: withheld because of an address conflict.</summary>
    public const string Conflict = "Conflict";

    /// <summary>Exported: the agent is starting.</summary>
    public const string Starting = "Starting";

    /// <summary>Exported: the agent is stopping.</summary>
    public const string AgentStopping = "AgentStopping";

    /// <summary>Frozen: thawed.</summary>
    public const string Thawed = "Thawed";

    /// <summary>Frozen: the lifetime ended.</summary>
    public const string Expired = "Expired";

    /// <summary>Frozen: the shadow is being merged back.</summary>
    public const string Merging = "Merging";

    /// <summary>Frozen: the base changed before the freeze was released.</summary>
    public const string Broken = "Broken";

    /// <summary>Healthy True: no error within the window.</summary>
    public const string NoErrors = "NoErrors";

    /// <summary>Healthy Unknown: the backing is not open, so nothing is known of it.</summary>
    public const string NotServed = "NotServed";

    /// <summary>Healthy: the backing reported errors.</summary>
    public const string IOErrors = "IOErrors";

    /// <summary>Healthy: the receive ring was full and frames were lost.</summary>
    public const string RingDrops = "RingDrops";

    /// <summary>Healthy: the shadow is nearly full.</summary>
    public const string ShadowNearFull = "ShadowNearFull";

    /// <summary>Healthy: merging the shadow makes no progress.</summary>
    public const string MergeStalled = "MergeStalled";

    /// <summary>Healthy: some matching interfaces are down.</summary>
    public const string DegradedLinks = "DegradedLinks";

    /// <summary>Ready Unknown: the node's heartbeat is stale.</summary>
    public const string AgentLost = "AgentLost";
}
