using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Values;
using AoEde.Engine;
using AoEde.NodeAgent.Freezes;

namespace AoEde.NodeAgent.Status;

/// <summary>What the status of a target says about its freeze.</summary>
internal static class FreezePart
{
    /// <summary>The field <c>freeze</c>.</summary>
    public static JsonObject Of(FreezeStatus freeze)
    {
        var body = new JsonObject { ["state"] = freeze.State.ToString() };
        if (freeze.State == FreezeState.Thawed)
        {
            return body;
        }

        Add(body, "since", freeze.Since);
        Add(body, "expiresAt", freeze.ExpiresAt);
        if (freeze.Holders.Count > 0)
        {
            body["holders"] = new JsonArray([.. freeze.Holders.Select(HolderOf)]);
        }

        body["shadowBytes"] = freeze.ShadowBytes;
        body["limitBytes"] = freeze.LimitBytes;
        body["mergeRemainingBytes"] = freeze.MergeRemainingBytes;
        if (freeze.ViewAddress is { } view)
        {
            body["viewAddress"] = $"e{view}";
        }

        return body;
    }

    /// <summary>The condition <c>Frozen</c>.</summary>
    /// <param name="freeze">The target's freeze.</param>
    /// <param name="last">How the last hold ended, if one did.</param>
    public static TargetCondition Frozen(FreezeStatus freeze, (HoldEnd End, string Message)? last)
    {
        if (freeze.State == FreezeState.Frozen)
        {
            var holders = string.Join(", ", freeze.Holders.Select(hold => hold.Holder));
            return new(Conditions.Frozen, ConditionState.True, "Frozen", $"The base is immutable, held by {holders}; writes go to the shadow.");
        }

        var (reason, message) = (freeze, last) switch
        {
            ({ State: FreezeState.Freezing }, _) => ("Freezing", "Writes in flight are being made stable."),
            ({ BrokenBecause: { } cause }, _) => (Reasons.Broken, cause),
            (_, (HoldEnd.Broken, var why)) => (Reasons.Broken, why),
            ({ State: FreezeState.Merging }, _) => (Reasons.Merging, "The shadow is being merged into the base."),
            (_, (HoldEnd.Expired, var why)) => (Reasons.Expired, why),
            (_, (HoldEnd.Released, _)) => (Reasons.Thawed, "Released, and merged."),
            _ => (Reasons.Thawed, "Not frozen."),
        };
        return new(Conditions.Frozen, ConditionState.False, reason, message);
    }

    private static JsonObject HolderOf(HoldStatus hold)
    {
        var body = new JsonObject { ["freeze"] = FreezeIds.Shown(hold.Id), ["holder"] = hold.Holder };
        Add(body, "frozenAt", hold.FrozenAt);
        Add(body, "expiresAt", hold.ExpiresAt);
        return body;
    }

    private static void Add(JsonObject body, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            body[name] = Timestamp.Write(known);
        }
    }
}
