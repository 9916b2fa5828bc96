namespace AoEde.Api;

/// <summary>Reasons of an <see cref="AoEFreeze"/>'s conditions, beside the ends named in <see cref="Choices.FreezePhase"/> and the <see cref="Reasons"/>.</summary>
public static class FreezeReasons
{
    /// <summary>Frozen False, Valid Unknown: nobody has acted on it yet.</summary>
    public const string Pending = "Pending";

    /// <summary>Frozen False, Valid Unknown: writes in flight are being made stable.</summary>
    public const string Freezing = "Freezing";

    /// <summary>Frozen True: the bases are immutable.</summary>
    public const string Frozen = "Frozen";

    /// <summary>Complete False: it has not ended.</summary>
    public const string InForce = "InForce";

    /// <summary>Complete False: its holder has let go, and the agent is being told.</summary>
    public const string Releasing = "Releasing";

    /// <summary>Valid True: no base has changed while it was held.</summary>
    public const string Untouched = "Untouched";

    /// <summary>Failed: the object breaks a rule, or asks for more than a target allows; the message names field and remedy.</summary>
    public const string Invalid = Reasons.Invalid;

    /// <summary>Failed: a target allows neither this namespace nor all of them.</summary>
    public const string NamespaceDenied = Reasons.NamespaceDenied;

    /// <summary>Failed: its targets are served by more than one node, so they cannot be frozen at one moment.</summary>
    public const string SpansNodes = "SpansNodes";

    /// <summary>Failed: there is no such target.</summary>
    public const string TargetNotFound = "TargetNotFound";

    /// <summary>Failed: a target is assigned to no node yet, or is being withdrawn.</summary>
    public const string TargetNotAssigned = "TargetNotAssigned";

    /// <summary>Failed: a target does not let itself be frozen (<c>freeze.enabled: false</c>).</summary>
    public const string FreezeDisabled = "FreezeDisabled";

    /// <summary>Failed: a target is frozen by somebody else, and the freeze does not join.</summary>
    public const string AlreadyFrozen = "AlreadyFrozen";
}
