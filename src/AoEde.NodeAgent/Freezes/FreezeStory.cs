using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Engine;
using AoEde.Kube.Models;

namespace AoEde.NodeAgent.Freezes;

/// <summary>
/// The life of a freeze as changes of its status. Each makes a new object; none asks the engine. A time of transition moves only when
/// a condition's status does.
/// </summary>
internal static class FreezeStory
{
    /// <summary>Not even asked for yet, or being asked for now.</summary>
    public static AoEFreeze Freezing(AoEFreeze freeze, DateTimeOffset now) => freeze with
    {
        Status = new AoEFreezeStatus
        {
            Phase = FreezePhase.Freezing,
            Conditions =
            [
                Condition(null, FreezeConditions.Frozen, ConditionStatus.False, "Freezing", "Writes in flight are being made stable.", now),
                Condition(null, FreezeConditions.Complete, ConditionStatus.False, "InForce", "It has not ended.", now),
                Condition(null, FreezeConditions.Valid, ConditionStatus.Unknown, "Freezing", "It is not in force yet.", now),
            ],
        },
    };

    /// <summary>It cannot be frozen yet, and is asked for again.</summary>
    public static AoEFreeze Waiting(AoEFreeze freeze, string reason, string message, DateTimeOffset since) => freeze with
    {
        Status = new AoEFreezeStatus
        {
            Phase = FreezePhase.Pending,
            Conditions =
            [
                Condition(null, FreezeConditions.Frozen, ConditionStatus.False, reason, message, since),
                Condition(null, FreezeConditions.Complete, ConditionStatus.False, FreezePhase.Pending, "It has not begun.", since),
                Condition(null, FreezeConditions.Valid, ConditionStatus.Unknown, FreezePhase.Pending, "It is not in force yet.", since),
            ],
        },
    };

    /// <summary>Its holder let go before it was frozen.</summary>
    public static AoEFreeze NeverFrozen(AoEFreeze freeze, DateTimeOffset now) => With(
        freeze,
        now,
        status => status with { Phase = FreezePhase.Released },
        (FreezeConditions.Frozen, ConditionStatus.False, Reasons.Thawed, "Its holder let go before it was frozen."),
        (FreezeConditions.Complete, ConditionStatus.True, FreezePhase.Released, "Its holder let go before it was frozen."),
        (FreezeConditions.Valid, ConditionStatus.False, FreezePhase.Released, "It was never frozen."));

    /// <summary>The engine holds every target.</summary>
    public static AoEFreeze Frozen(AoEFreeze freeze, IReadOnlyList<FreezeTargetStatus> targets, DateTimeOffset? expiresAt, DateTimeOffset now) => With(
        freeze,
        now,
        status => status with
        {
            Phase = FreezePhase.Frozen,
            Targets = targets,
            FrozenAt = targets.Max(target => target.FrozenAt),
            ExpiresAt = expiresAt,
        },
        (FreezeConditions.Frozen, ConditionStatus.True, "Frozen", $"{Names(freeze)}: the base is immutable, writes are kept aside."),
        (FreezeConditions.Complete, ConditionStatus.False, "InForce", "It has not ended."),
        (FreezeConditions.Valid, ConditionStatus.True, "Untouched", "The base has not changed since it was frozen."));

    /// <summary>The engine refused.</summary>
    public static AoEFreeze Failed(AoEFreeze freeze, string reason, string message, DateTimeOffset now) => With(
        freeze,
        now,
        status => status with { Phase = FreezePhase.Failed },
        (FreezeConditions.Frozen, ConditionStatus.False, reason, message),
        (FreezeConditions.Complete, ConditionStatus.True, FreezePhase.Failed, message),
        (FreezeConditions.Valid, ConditionStatus.False, FreezePhase.Failed, "It was never frozen."));

    /// <summary>Whether the hold stands cannot be told now: a target is not open.</summary>
    public static AoEFreeze OutOfSight(AoEFreeze freeze, string reason, string message, DateTimeOffset now) => With(
        freeze,
        now,
        status => status,
        (FreezeConditions.Frozen, ConditionStatus.Unknown, reason, message));

    /// <summary>Its holder let go, and the engine is being told.</summary>
    public static AoEFreeze Releasing(AoEFreeze freeze, DateTimeOffset now) => With(
        freeze,
        now,
        status => status with { Phase = FreezePhase.Thawing },
        (FreezeConditions.Complete, ConditionStatus.False, "Releasing", "Its holder has let go."));

    /// <summary>The hold is over. A freeze that ended well is complete only when its shadows are merged.</summary>
    public static AoEFreeze Ended(AoEFreeze freeze, HoldEnd end, string message, bool isMerging, DateTimeOffset now)
    {
        var outcome = OutcomeOf(end);
        var isOver = !isMerging || end == HoldEnd.Broken;
        return With(
            freeze,
            now,
            status => status with { Phase = isOver ? outcome : FreezePhase.Thawing, ExpiresAt = null },
            (FreezeConditions.Frozen, ConditionStatus.False, FrozenReason(end, isMerging), message),
            (FreezeConditions.Complete, isOver ? ConditionStatus.True : ConditionStatus.False, outcome, message),
            end == HoldEnd.Broken
                ? (FreezeConditions.Valid, ConditionStatus.False, outcome, message)
                : (FreezeConditions.Valid, ConditionStatus.True, "Untouched", "The base was untouched for as long as it was held."));
    }

    /// <summary>The shadows are merged.</summary>
    public static AoEFreeze Merged(AoEFreeze freeze, DateTimeOffset now)
    {
        var complete = freeze.Status!.Condition(FreezeConditions.Complete)!;
        var thawed = complete.Reason == FreezePhase.Expired ? Reasons.Expired : Reasons.Thawed;
        return With(
            freeze,
            now,
            status => status with { Phase = complete.Reason },
            (FreezeConditions.Frozen, ConditionStatus.False, thawed, complete.Message),
            (FreezeConditions.Complete, ConditionStatus.True, complete.Reason, complete.Message));
    }

    private static string FrozenReason(HoldEnd end, bool isMerging) => end switch
    {
        HoldEnd.Broken => Reasons.Broken,
        _ when isMerging => Reasons.Merging,
        HoldEnd.Expired => Reasons.Expired,
        _ => Reasons.Thawed,
    };

    private static string OutcomeOf(HoldEnd end) => end switch
    {
        HoldEnd.Released => FreezePhase.Released,
        HoldEnd.Expired => FreezePhase.Expired,
        _ => FreezePhase.Broken,
    };

    private static string Names(AoEFreeze freeze) => string.Join(", ", freeze.Spec.Targets);

    private static AoEFreeze With(
        AoEFreeze freeze,
        DateTimeOffset now,
        Func<AoEFreezeStatus, AoEFreezeStatus> change,
        params (string Type, string Status, string Reason, string Message)[] conditions)
    {
        var status = freeze.Status ?? new AoEFreezeStatus();
        var after = status.Conditions.ToList();
        foreach (var (type, state, reason, message) in conditions)
        {
            var made = Condition(status.Condition(type), type, state, reason, message, now);
            var index = after.FindIndex(known => known.Type == type);
            if (index < 0)
            {
                after.Add(made);
            }
            else
            {
                after[index] = made;
            }
        }

        return freeze with { Status = change(status) with { Conditions = after } };
    }

    private static V1Condition Condition(V1Condition? before, string type, string status, string reason, string message, DateTimeOffset now) => new()
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = message,
        LastTransitionTime = before?.Status == status ? before.LastTransitionTime : now,
    };
}
